using Microsoft.Playwright;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Shop;

public sealed class HoldExpiryJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task After_the_hold_expires_the_buyer_holds_the_same_tickets_again_without_retyping()
    {
        var visitor = await ArriveAsync();
        await visitor.Page.Clock.InstallAsync();
        await visitor.OpenAsync(await App.PublishEventAsync(e => e.TimeZone = "America/New_York"));
        await Expect(visitor.Page.Locator("[data-zone]")).ToHaveTextAsync("(New York time)");
        await Expect(visitor.Page.Locator("[data-zone]")).ToBeVisibleAsync();
        var show = await App.PublishEventAsync();
        await visitor.OpenAsync(show);
        await Expect(visitor.Page.Locator("[data-zone]")).ToBeHiddenAsync();
        await visitor.HoldAsync(show, quantity: 3);
        var lost = visitor.Path;
        await visitor.FillInAsync();
        await Expect(visitor.Page.Locator("[data-left]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^(10:00|9:\d\d)$"));
        await Expect(visitor.Page.Locator("[data-until]")).ToBeHiddenAsync();
        await visitor.Page.Clock.FastForwardAsync("08:01");
        await Expect(visitor.Page.Locator("[data-spoken]")).ToHaveTextAsync("We’re holding your tickets for two more minutes.");
        await Expect(visitor.Page.Locator(".deadline.soon [data-left]"))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^1:\d\d$"));
        await visitor.Page.Clock.FastForwardAsync("02:00");
        App.Clock.Advance(TimeSpan.FromMinutes(10));
        await Expect(visitor.Page.Locator("[data-over]")).ToContainTextAsync("Your basket has expired");

        await visitor.PressAsync(visitor.Button("Try again"));
        await Expect(visitor.Heading()).ToHaveTextAsync("Your basket has expired");
        await visitor.PressAsync(visitor.Button("Try again"));
        await Expect(visitor.Heading()).ToHaveTextAsync("Your details");
        Assert.NotEqual(lost, visitor.Path);
        await Expect(visitor.Page.Locator(".prices tbody")).ToContainTextAsync("3 × Standing");
        await Expect(visitor.Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Ada Lovelace");
        await Expect(visitor.Page.GetByLabel("Email", new() { Exact = true })).ToHaveValueAsync("ada@example.com");
        await visitor.GoToPaymentAsync();
        await visitor.PayInSandboxAsync();
        await Expect(visitor.Page.Locator(".pass")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task The_basket_follows_the_buyer_whose_tickets_can_be_changed()
    {
        var show = await App.PublishEventAsync();
        var visitor = await ArriveAsync(Device.Phone);
        await visitor.Page.Clock.InstallAsync();
        await visitor.HoldAsync(show, quantity: 2);
        var basket = visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "Basket" });
        await Expect(basket).ToBeHiddenAsync();
        await visitor.OpenAsync("/");
        await Expect(basket).ToContainTextAsync("2 tickets for Nadia Karim Quartet");
        await Expect(basket).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"(10:00|9:\d\d)"));
        await LayoutChecks.AssertFitsAsync(visitor);
        await visitor.PressAsync(basket.GetByRole(AriaRole.Link));
        await visitor.WaitForPathAsync("/checkout/");

        await visitor.PressAsync(visitor.Link("Change tickets"));
        await Expect(visitor.QuantityInput("Standing")).ToHaveValueAsync("2");
        await visitor.ChooseAsync("Standing", 1);
        await visitor.GoToCheckoutAsync();
        await Expect(visitor.Page.Locator(".prices tbody")).ToContainTextAsync("3 × Standing");
        await visitor.OpenAsync("/past");
        await Expect(basket).ToContainTextAsync("3 tickets for Nadia Karim Quartet");
        await visitor.Page.Clock.FastForwardAsync("10:01");
        await Expect(basket).ToBeHiddenAsync();
        await App.AssertInvariantsAsync();
    }

    [Fact]
    public async Task A_buyer_who_comes_second_sees_what_is_left_and_takes_it()
    {
        var show = await App.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 3), new TicketTypeDraft("Seated", 2400, 50));
        var visitor = await ArriveAsync();
        await visitor.OpenAsync(show);
        await visitor.ChooseAsync("Standing", 3);
        await visitor.ChooseAsync("Seated", 1);
        await App.PlaceHoldAsync(show, "Standing", 2);
        await visitor.PressAsync(visitor.Button("Continue"));

        await Expect(visitor.TicketTypeItem("Standing").Locator(".error")).ToContainTextAsync("Only 1 left");
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Only 1 left");
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Expect(visitor.QuantityInput("Standing")).ToHaveValueAsync("3");
        await Expect(visitor.QuantityInput("Seated")).ToHaveValueAsync("1");
        await Expect(visitor.QuantityInput("Standing")).ToBeInViewportAsync();
        await visitor.PressAsync(visitor.Button("One fewer: Standing"));
        await Expect(visitor.QuantityInput("Standing")).ToHaveValueAsync("1");
        await Expect(visitor.TicketTypeItem("Standing").Locator(".error")).ToHaveCountAsync(0);
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await visitor.GoToCheckoutAsync();
        await Expect(visitor.Page.Locator(".prices tbody")).ToContainTextAsync("1 × Standing");
        await App.AssertInvariantsAsync();
    }
}
