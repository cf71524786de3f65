using Microsoft.Playwright;
using Ticketing.Features.Accounts.Setup;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class FirstRunJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_the_setup_link_to_a_scan_and_a_refund()
    {
        await using var venue = new ListeningApp();
        var owner = await ArriveAsync(at: venue.Address);
        await SetUpAsync(venue, owner);
        await EventPublishingJourney.PublishEventAsync(owner);

        var buyer = await ArriveAsync(Device.Phone, venue.Address);
        await buyer.OpenAsync("/");
        await buyer.PressAsync(buyer.Link("Night of Brass").First);
        await buyer.ChooseAsync("Standing", 2);
        await buyer.GoToCheckoutAsync();
        await buyer.FillInAsync();
        await buyer.GoToPaymentAsync();
        await buyer.PayInSandboxAsync();
        var bought = buyer.Path;
        Assert.Contains(
            (await venue.GetMailAsync(buyer.LastPathSegment())).Attachments,
            file =>
                file.ContentType.MimeType == "application/pdf"
                && file.ContentType.Name?.StartsWith("tickets", StringComparison.Ordinal) == true
        );
        var order = (await venue.FindOrderAsync(buyer.LastPathSegment()))!;
        var codes = await venue.GetTicketCodesAsync(order);

        await owner.PressAsync(owner.Link("Door"));
        await ScanAsync(owner, codes[0], "Valid");
        venue.Clock.Advance(TimeSpan.FromSeconds(4));
        await ScanAsync(owner, codes[0], "Already used");
        await RefundAsync(venue, owner, order);
        await owner.OpenAsync($"/admin/check-in/{order.EventId}");
        await ScanAsync(owner, codes[1], "Void");

        await buyer.OpenAsync(bought);
        await Expect(buyer.Heading()).ToHaveTextAsync("Your order has been refunded");
        await venue.AssertInvariantsAsync();
    }

    private static async Task SetUpAsync(ListeningApp venue, Visitor owner)
    {
        var link = await venue.UseAsync<FirstSuperAdminSetup, string?>(first => first.CreateLinkAsync(Ct));
        await owner.OpenAsync(new Uri(link!).PathAndQuery);
        await owner.Page.GetByLabel("Your name").FillAsync("Grace Hopper");
        await owner.Page.GetByLabel("Email", new() { Exact = true }).FillAsync("grace@blueroom.example");
        await owner.Page.GetByLabel("Password").FillAsync(AccountActions.GoodPassword);
        await owner.PressAsync(owner.Button("Create the account"));
        await owner.WaitForPathAsync("/admin/account/second-factor");
        await owner.PressAsync(owner.Link("Set up an app"));
        var key = (await owner.Page.Locator("#key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await owner.Page.GetByLabel("Code").FillAsync(StaffActions.NextCode(key, venue.Clock));
        await owner.PressAsync(owner.Button("Confirm"));
        await owner.PressAsync(owner.Link("I’ve saved these codes"));
        await Expect(owner.Heading()).ToHaveTextAsync("Today");
    }

    private static async Task ScanAsync(Visitor door, string code, string word)
    {
        await Expect(door.Page.Locator("#code")).ToBeFocusedAsync();
        await door.Page.Keyboard.InsertTextAsync(code);
        await door.Page.Keyboard.PressAsync("Enter");
        await Expect(door.Page.Locator(".answer .word")).ToHaveTextAsync(word);
    }

    private static async Task RefundAsync(ListeningApp venue, Visitor owner, Order order)
    {
        await owner.OpenAsync($"/admin/orders/{order.Reference}");
        await owner.PressAsync(owner.Link("Refund tickets"));
        await owner.Page.GetByLabel("Reason").FillAsync("The second set was called off");
        await owner.Page.GetByLabel("All 2 valid tickets").CheckAsync();
        await Expect(owner.Page.GetByText("1 of these is already in")).ToBeVisibleAsync();
        await owner.PressAsync(owner.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Refund £") }));
        await Expect(owner.Page.Locator("#refunds")).ToBeVisibleAsync();
        await venue.RunJobAsync<RefundJob>();
    }
}
