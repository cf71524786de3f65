using Microsoft.Playwright;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class EventCreationJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private const int MaxClicks = 10;

    /// <summary>The file and "Open" in the dialog of the operating system.</summary>
    private const int ClicksInFileDialog = 2;

    [Fact]
    public async Task An_event_with_three_types_and_a_poster_is_published_on_two_screens()
    {
        var staff = await ArriveAsync();
        await staff.SignInAsync(App);
        var budget = new ClickBudget(staff, "Create and publish an event with three ticket types and a poster", MaxClicks);
        await staff.PressAsync(staff.Page.GetByRole(AriaRole.Link, new() { Name = "Events", Exact = true }));
        await staff.WaitForPathAsync("/admin/events");
        await staff.PressAsync(staff.Link("New event").First);
        await FillAsync(staff, "Two screens");
        await FillTypeAsync(staff, 0, "Standing", "14", "180");
        await AddTypeAsync(staff, 1, "Balcony", "22.50", "40");
        await AddTypeAsync(staff, 2, "Under 18", "8", "30");
        await ChoosePosterAsync(staff);
        await staff.PressAsync(staff.Button("Publish"));
        await Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Published");
        budget.AssertKept(ClicksInFileDialog);

        Assert.Matches("^/admin/events/[0-9a-f-]{36}$", staff.Path);
        await Expect(staff.Heading()).ToHaveTextAsync("Two screens");
        await staff.AssertAccessibleAsync();
        var visitor = await ArriveAsync(Device.Phone);
        await visitor.OpenAsync("/events/two-screens");
        await Expect(visitor.Page.GetByAltText("Red on blue")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("li.type .what b")).ToHaveTextAsync(["Standing", "Balcony", "Under 18"]);
    }

    [Fact]
    public async Task Rows_come_and_go_in_place_and_errors_keep_what_was_typed()
    {
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, "/admin/events/new");
        await Expect(staff.Page.GetByLabel("Title", new() { Exact = true })).ToBeFocusedAsync();
        await staff.AssertAccessibleAsync();
        await FillAsync(staff, "Rows in place");
        await FillTypeAsync(staff, 0, "Gone again", "1", "1");
        await AddTypeAsync(staff, 1, "Standing", "cheap", "180");
        await AddTypeAsync(staff, 2, "Seated", "22", "40");
        await staff.PressAsync(Rows(staff).Nth(0).GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove") }));
        await Expect(Rows(staff)).ToHaveCountAsync(2);
        await Expect(Rows(staff).Nth(0).Locator("legend").First).ToHaveTextAsync("Ticket type 1");
        await ChoosePosterAsync(staff);
        await staff.PressAsync(staff.Button("Publish"));

        await Expect(staff.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("one field needs another look");
        await Expect(Rows(staff)).ToHaveCountAsync(2);
        await Expect(Rows(staff).Nth(0).GetByLabel("Price")).ToHaveValueAsync("cheap");
        await Expect(staff.Page.Locator("#Poster-error")).ToContainTextAsync("Choose the picture again");
        await staff.AssertAccessibleAsync();
        await Rows(staff).Nth(0).GetByLabel("Price").FillAsync("14");
        await staff.PressAsync(staff.Button("Save draft").Last);
        await Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Draft created.");
        await Expect(staff.Page.Locator("tbody th")).ToHaveTextAsync(["Standing", "Seated"]);
    }

    private static ILocator Rows(Visitor staff) => staff.Page.Locator("form [data-type]:visible");

    private static async Task FillAsync(Visitor staff, string title)
    {
        await staff.Page.GetByLabel("Title", new() { Exact = true }).FillAsync(title);
        await staff.Page.GetByLabel("Starts: date", new() { Exact = true }).FillAsync("2031-05-02");
        await staff.Page.GetByLabel("Starts: time", new() { Exact = true }).FillAsync("20:00");
        await staff.Page.GetByLabel("Doors: time", new() { Exact = true }).FillAsync("19:00");
    }

    private static async Task AddTypeAsync(Visitor staff, int row, string category, string price, string capacity)
    {
        await staff.PressAsync(staff.Button("Add ticket type"));
        await Expect(Rows(staff).Nth(row).GetByLabel("Category")).ToBeFocusedAsync();
        await FillTypeAsync(staff, row, category, price, capacity);
    }

    private static async Task FillTypeAsync(Visitor staff, int row, string category, string price, string capacity)
    {
        await Rows(staff).Nth(row).GetByLabel("Category").FillAsync(category);
        await Rows(staff).Nth(row).GetByLabel("Price").FillAsync(price);
        await Rows(staff).Nth(row).GetByLabel("Capacity").FillAsync(capacity);
    }

    private static async Task ChoosePosterAsync(Visitor staff)
    {
        var chooser = await staff.Page.RunAndWaitForFileChooserAsync(() =>
            staff.PressAsync(staff.Page.GetByLabel("Picture", new() { Exact = true }))
        );
        await chooser.SetFilesAsync(
            new FilePayload
            {
                Name = "poster.png",
                MimeType = "image/png",
                Buffer = TestImages.Png(1000, 1250),
            }
        );
        await staff.Page.GetByLabel("Description of the picture").FillAsync("Red on blue");
    }
}
