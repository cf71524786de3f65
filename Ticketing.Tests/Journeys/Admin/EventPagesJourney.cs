using System.Globalization;
using Microsoft.Playwright;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class EventPagesJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task All_tabs_are_reached_by_keyboard()
    {
        var show = await App.PublishEventAsync("Tabs by keyboard", _ => { });
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, $"/admin/events/{show.Id}");
        var tabs = staff.Page.Locator("[data-event-tabs]");
        foreach (var tab in new[] { "Tickets", "Orders", "Guests", "Door", "Figures", "Settlement", "Overview" })
        {
            await staff.WaitUntilLoadedAsync();
            await tabs.GetByRole(AriaRole.Link).First.FocusAsync();
            for (var presses = 0; await staff.Page.EvaluateAsync<string>("document.activeElement.textContent") != tab; presses++)
            {
                Assert.InRange(presses, 0, 10);
                await staff.Page.Keyboard.PressAsync("Tab");
            }

            await staff.Page.Keyboard.PressAsync("Enter");
            await Expect(tabs.Locator("[aria-current]")).ToHaveTextAsync(tab);
        }
    }

    [Fact]
    public async Task On_a_phone_the_bar_scrolls_to_its_current_tab_and_the_page_is_no_wider()
    {
        var show = await App.PublishEventAsync("Tabs on a phone", _ => { });
        var staff = await ArriveAsync(Device.Phone);
        await staff.SignInAsync(App, $"/admin/events/{show.Id}/settlement");
        await Expect(staff.Page.Locator("[data-event-tabs] [aria-current]")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(staff.Page.Locator("[data-event-tabs]").GetByText("Overview")).Not.ToBeInViewportAsync();
        await LayoutChecks.AssertNoOverflowAsync(staff);
    }

    [Fact]
    public async Task Ticket_types_are_edited_in_place()
    {
        var show = await App.PublishEventAsync("Edited in place", _ => { });
        var staff = await ArriveAsync();
        staff.ExpectsRefusedForms = true;
        await staff.SignInAsync(App, $"/admin/events/{show.Id}/types");
        await staff.Page.EvaluateAsync("document.documentElement.dataset.old = 'yes'");
        var (standing, seated) = (Form(staff, "Standing"), Form(staff, "Seated"));
        await staff.PressAsync(staff.Page.GetByText("Edit Seated"));
        await seated.GetByLabel("Note").FillAsync("Not saved yet");
        var budget = new ClickBudget(staff, "Change the price of a ticket type", 2);
        await staff.PressAsync(staff.Page.GetByText("Edit Standing"));
        await standing.GetByLabel("Price").FillAsync("16.50");
        await staff.PressAsync(standing.GetByRole(AriaRole.Button, new() { Name = "Save" }));
        await Expect(staff.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved: Standing.");
        budget.AssertKept();
        await Expect(staff.Page.Locator("ol.types .price").First).ToHaveTextAsync("£16.50");
        await Expect(standing).ToBeHiddenAsync();
        await Expect(staff.Page.GetByText("Edit Standing")).ToBeFocusedAsync();
        await Expect(seated.GetByLabel("Note")).ToHaveValueAsync("Not saved yet");

        await seated.GetByLabel("Price").FillAsync("cheap");
        await staff.PressAsync(seated.GetByRole(AriaRole.Button, new() { Name = "Save" }));
        await Expect(staff.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("one field needs another look");
        await Expect(seated.GetByLabel("Price")).ToBeFocusedAsync();
        await Expect(seated.GetByLabel("Note")).ToHaveValueAsync("Not saved yet");
        await seated.GetByLabel("Price").FillAsync("30");
        await seated.GetByLabel("Price").PressAsync("Enter");
        await Expect(staff.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved: Seated.");
        await Expect(staff.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

        await staff.Button("Move up: Seated").FocusAsync();
        await staff.Page.Keyboard.PressAsync("Enter");
        await Expect(staff.Page.Locator("ol.types h2")).ToHaveTextAsync(["Seated", "Standing"]);
        await staff.PressAsync(staff.Page.GetByText("Withdraw Seated"));
        await Expect(staff.Page.GetByText("Nobody can buy it until you offer it again.").First).ToBeVisibleAsync();
        await staff.PressAsync(staff.Button("Withdraw the type").First);
        await Expect(staff.Page.Locator("ol.types .chip").First).ToHaveTextAsync("Withdrawn");
        Assert.Equal("yes", await staff.Page.EvaluateAsync<string>("document.documentElement.dataset.old"));
        var types = (await App.GetEventAsync(show)).TicketTypes;
        Assert.Equal(
            [("Seated", 3000L, true), ("Standing", 1650L, false)],
            types.Select(type => (type.Category, type.Price, type.IsWithdrawn))
        );
    }

    [Fact]
    public async Task A_draft_is_scheduled_changed_and_published_by_itself()
    {
        var draft = await App.AddEventAsync(EventStatus.Inactive, "Published by itself");
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, $"/admin/events/{draft.Id}");
        var budget = new ClickBudget(staff, "Schedule the publication of a draft", 2);
        await ScheduleAsync(staff, "Schedule", App.Clock.GetUtcNow().AddHours(3));
        await Expect(staff.Page.GetByText("It will be published")).ToBeVisibleAsync();
        budget.AssertKept();
        await Expect(staff.Page.Locator(".event-head .chip")).ToHaveTextAsync("Scheduled");
        await staff.PressAsync(staff.Button("Keep it as a draft"));
        await Expect(staff.Page.Locator(".event-head .chip")).ToHaveTextAsync("Draft");
        await ScheduleAsync(staff, "Schedule", App.Clock.GetUtcNow().AddHours(5));
        await ScheduleAsync(staff, "Change the time", App.Clock.GetUtcNow().AddMinutes(20));
        App.Clock.Advance(TimeSpan.FromMinutes(20));
        await App.RunJobAsync<ScheduledPublicationJob>();
        await staff.Page.ReloadAsync();
        await Expect(staff.Page.Locator(".event-head .chip")).ToHaveTextAsync("On sale");

        var visitor = await ArriveAsync(Device.Phone);
        await visitor.OpenAsync($"/events/{draft.Slug}");
        await Expect(visitor.Heading()).ToHaveTextAsync("Published by itself");
    }

    [Fact]
    public async Task The_address_is_copied_and_menus_close_with_Escape()
    {
        var show = await App.PublishEventAsync("Shared", _ => { });
        var staff = await ArriveAsync();
        await staff.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await staff.SignInAsync(App, $"/admin/events/{show.Id}");
        await staff.PressAsync(staff.Page.Locator("summary", new() { HasText = "Share" }));
        await Expect(staff.Page.Locator("[data-share-link] a"))
            .ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex($"/events/{show.Slug}$"));
        await staff.PressAsync(staff.Button("Copy link"));
        await Expect(staff.Page.Locator("[data-share-link]").GetByRole(AriaRole.Status)).ToHaveTextAsync("Link copied.");
        Assert.EndsWith(
            $"/events/{show.Slug}",
            await staff.Page.EvaluateAsync<string>("navigator.clipboard.readText()"),
            StringComparison.Ordinal
        );
        await staff.Page.Keyboard.PressAsync("Escape");
        await Expect(staff.Page.Locator("[data-share-link]")).ToBeHiddenAsync();
        await Expect(staff.Page.Locator("summary", new() { HasText = "Share" })).ToBeFocusedAsync();
    }

    private static ILocator Form(Visitor staff, string category) => staff.Page.Locator($"form[data-type='{category}']");

    private static async Task ScheduleAsync(Visitor staff, string menu, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(at, "Europe/London");
        await staff.PressAsync(staff.Page.Locator("summary", new() { HasText = menu }));
        await staff.Page.GetByLabel("Publish at: date").FillAsync(local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await staff.Page.GetByLabel("Publish at: time").FillAsync(local.ToString("HH:mm", CultureInfo.InvariantCulture));
        await staff.PressAsync(staff.Button("Schedule it"));
    }
}
