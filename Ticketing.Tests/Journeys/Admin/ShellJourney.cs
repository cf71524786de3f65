using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

/// <summary>The frame of the staff pages: menu and search.</summary>
[Collection(StaffJourneysCollection.Name)]
public sealed class ShellJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private const string Field = ".palette input";
    private const string FirstHit = ".palette section:first-of-type li:first-child a";

    [Fact]
    public async Task An_order_is_opened_by_the_keyboard_alone()
    {
        var order = await App.BuyAsync(await App.PublishEventAsync(), "Standing", 1);
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, role: Roles.SuperAdmin);
        await staff.Page.Keyboard.PressAsync("Control+k");
        await Expect(staff.Page.Locator(Field)).ToBeFocusedAsync();
        await Expect(staff.Page.Locator(".palette h2")).ToHaveTextAsync(["Pages"]);
        await staff.AssertAccessibleAsync();

        await staff.Page.Keyboard.TypeAsync(order.Reference);
        await Expect(staff.Page.Locator(FirstHit)).ToContainTextAsync(order.Reference);
        await staff.AssertAccessibleAsync();
        await staff.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(staff.Page.Locator(FirstHit)).ToBeFocusedAsync();
        await staff.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(staff.Page.Locator(Field)).ToBeFocusedAsync();
        await staff.Page.Keyboard.PressAsync("ArrowDown");
        await staff.Page.Keyboard.PressAsync("Enter");
        await staff.WaitForPathAsync($"/admin/orders/{order.Reference}");
    }

    [Fact]
    public async Task Enter_opens_the_first_result_and_Escape_goes_back_to_the_page()
    {
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, "/admin/events");
        await staff.Page.Locator("[data-palette-button]").FocusAsync();
        await staff.Page.Keyboard.PressAsync("Enter");
        await Expect(staff.Page.Locator(Field)).ToBeFocusedAsync();
        await staff.Page.Keyboard.TypeAsync("refu");
        await staff.Page.Keyboard.PressAsync("Escape");
        await Expect(staff.Page.Locator("dialog.palette")).ToBeHiddenAsync();
        await Expect(staff.Page.Locator("[data-palette-button]")).ToBeFocusedAsync();
        Assert.Equal("/admin/events", staff.Path);

        await staff.Page.Keyboard.PressAsync("Control+k");
        await staff.Page.Keyboard.TypeAsync("reconciliation");
        await staff.Page.Keyboard.PressAsync("Enter");
        await staff.WaitForPathAsync("/admin/payments");
    }

    [Fact]
    public async Task Without_scripts_the_button_leads_to_a_search_page()
    {
        var order = await App.BuyAsync(await App.PublishEventAsync(), "Standing", 1);
        var staff = await ArriveAsync(Device.WithoutJavaScript);
        await staff.SignInAsync(App);
        await staff.PressAsync(staff.Page.Locator("[data-palette-button]"));
        await staff.WaitForPathAsync("/admin/search");
        await staff.Page.GetByLabel("Orders, events, people, pages").FillAsync(order.Reference);
        await staff.PressAsync(staff.Button("Search"));
        await staff.PressAsync(staff.Page.Locator(".results a").First);
        await staff.WaitForPathAsync($"/admin/orders/{order.Reference}");
    }

    [Fact]
    public async Task On_a_phone_the_bar_at_the_foot_hides_neither_the_end_of_a_page_nor_a_focused_field()
    {
        var staff = await ArriveAsync(Device.Phone);
        await staff.SignInAsync(App, "/admin/settings", Roles.SuperAdmin);
        var bar = await staff.Page.EvaluateAsync<float>("document.querySelector('.menu .first').getBoundingClientRect().top");
        Assert.InRange(bar, staff.Device.Height - 80, staff.Device.Height - 48);
        Assert.Equal(
            ["Today", "Events", "Orders", "Door", "More"],
            (await staff.Page.Locator(".menu a:visible").AllInnerTextsAsync()).Select(name => name.Trim())
        );

        await staff.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
        var end = await staff.Page.EvaluateAsync<float>("document.querySelector('.version').getBoundingClientRect().bottom");
        Assert.True(end <= bar + 1, $"The page ends at {end}, below the bar at {bar}.");

        await staff.Page.EvaluateAsync("scrollTo(0, 0)");
        var fields = await staff.Page.Locator("main input:visible, main button:visible, main summary:visible").CountAsync();
        for (var stop = 0; stop < fields + 15; stop++)
        {
            await staff.Page.Keyboard.PressAsync("Tab");
            var bottom = await staff.Page.EvaluateAsync<float>(
                "document.activeElement.closest('main') ? document.activeElement.getBoundingClientRect().bottom : 0"
            );
            Assert.True(bottom <= bar, $"Focus number {stop} ends at {bottom}, below the bar at {bar}.");
        }

        await staff.PressAsync(staff.Page.Locator(".menu .more a"));
        await staff.WaitForPathAsync("/admin/more");
        await staff.PressAsync(staff.Link("Reconciliation"));
        await staff.WaitForPathAsync("/admin/payments");
    }

    [Fact]
    public async Task Pages_of_the_frame_are_accessible()
    {
        await App.BuyAsync(await App.PublishEventAsync(), "Standing", 1);
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, "/admin/search", Roles.SuperAdmin);
        foreach (
            var path in new[]
            {
                "/admin/search",
                "/admin/search?q=ada",
                "/admin/search?q=zzzz",
                "/admin/more",
                "/admin/no-such-page",
                "/admin/backups",
                "/admin",
                "/admin/events",
                "/admin/orders",
            }
        )
        {
            await staff.OpenAsync(path);
            await staff.AssertAccessibleAsync();
        }
    }
}
