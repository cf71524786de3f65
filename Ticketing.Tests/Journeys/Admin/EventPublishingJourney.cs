using Microsoft.Playwright;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class EventPublishingJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_an_empty_form_to_a_visitor_s_screen()
    {
        var staff = await ArriveAsync();
        await staff.SignInAsync(App);
        await PublishEventAsync(staff, () => staff.AssertAccessibleAsync());

        var visitor = await ArriveAsync(Device.Phone);
        await visitor.OpenAsync("/events/night-of-brass");
        await Expect(visitor.Page.GetByAltText("Red on blue")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("li.type .what b").First).ToHaveTextAsync("Balcony");
        await visitor.ChooseAsync("Standing", 2);
        await visitor.GoToCheckoutAsync();
    }

    /// <summary>Publishes "Night of Brass", starting from any admin page.</summary>
    internal static async Task PublishEventAsync(Visitor staff, Func<Task>? look = null)
    {
        look ??= () => Task.CompletedTask;
        await staff.PressAsync(staff.Page.GetByRole(AriaRole.Link, new() { Name = "Events", Exact = true }));
        await staff.WaitForPathAsync("/admin/events");
        await staff.PressAsync(staff.Link("New event").First);
        await FillEventFormAsync(staff);
        await look();
        await staff.PressAsync(staff.Button("Save draft"));
        await Expect(staff.Heading()).ToHaveTextAsync("Night of Brass");
        await Expect(staff.Button("Publish")).ToBeDisabledAsync();

        await staff.PressAsync(staff.Link("Add ticket types"));
        await AddTicketTypeAsync(staff, "Standing", "14", "180");
        await AddTicketTypeAsync(staff, "Balcony", "22.50", "40");
        await staff.PressAsync(staff.Button("Move up: Balcony"));
        await Expect(staff.Page.Locator("ol.types h2")).ToHaveTextAsync(["Balcony", "Standing"]);
        await look();

        await staff.PressAsync(staff.Link("Night of Brass"));
        await staff.PressAsync(staff.Link("Upload a poster"));
        await staff
            .Page.GetByLabel("Picture", new() { Exact = true })
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "poster.png",
                    MimeType = "image/png",
                    Buffer = TestImages.Png(1000, 1250),
                }
            );
        await staff.Page.GetByLabel("Description of the picture").FillAsync("Red on blue");
        await staff.PressAsync(staff.Button("Upload"));
        await Expect(staff.Page.GetByAltText("Red on blue")).ToBeVisibleAsync();
        await look();

        await staff.PressAsync(staff.Link("Night of Brass"));
        await staff.PressAsync(staff.Link("Preview"));
        await Expect(staff.Heading()).ToHaveTextAsync("Night of Brass");
        await Expect(staff.Button("Continue")).ToBeDisabledAsync();
        await look();
        await staff.PressAsync(staff.Link("Back to the event"));
        await look();
        await staff.PressAsync(staff.Button("Publish"));
        await Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Published");
    }

    private static async Task FillEventFormAsync(Visitor staff)
    {
        await staff.Page.GetByLabel("Title", new() { Exact = true }).FillAsync("Night of Brass");
        await staff.Page.GetByLabel("Starts: date", new() { Exact = true }).FillAsync("2031-05-02");
        await staff.Page.GetByLabel("Starts: time", new() { Exact = true }).FillAsync("20:00");
        await staff.Page.GetByLabel("Doors: time", new() { Exact = true }).FillAsync("19:00");
        await staff.Page.GetByLabel("Venue", new() { Exact = true }).FillAsync("The Blue Room");
        await staff.Page.GetByLabel("Description", new() { Exact = true }).FillAsync("Nine players, **no microphone**.");
        await Expect(staff.Page.Locator("[data-description-preview] strong")).ToHaveTextAsync("no microphone");
    }

    private static async Task AddTicketTypeAsync(Visitor staff, string category, string price, string capacity)
    {
        var form = staff.Page.Locator("form[data-new-type]");
        if (!await form.IsVisibleAsync())
        {
            await staff.PressAsync(staff.Page.GetByText("Add a ticket type", new() { Exact = true }));
        }

        await form.GetByLabel("Category", new() { Exact = true }).FillAsync(category);
        await form.GetByLabel("Price", new() { Exact = true }).FillAsync(price);
        await form.GetByLabel("Capacity", new() { Exact = true }).FillAsync(capacity);
        await staff.PressAsync(form.GetByRole(AriaRole.Button, new() { Name = "Add" }));
        await Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync($"Added: {category}");
    }
}
