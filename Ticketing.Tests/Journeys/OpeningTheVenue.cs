using Microsoft.Playwright;
using Ticketing.Accounts;
using Ticketing.Orders;
using Ticketing.Payments.Refunds;
using Ticketing.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys;

[Collection(StaffJourneysCollection.Name)]
public sealed class OpeningTheVenue(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_the_link_in_the_log_to_an_evening_with_a_scan_and_a_refund()
    {
        await using var venue = new ListeningApp();
        var owner = await ArriveAsync(at: venue.Address);
        await SetUpAsync(venue, owner);
        await AnnouncingAShow.AnnounceAsync(owner);

        var buyer = await ArriveAsync(Device.Phone, venue.Address);
        await buyer.OpenAsync("/");
        await buyer.PressAsync(buyer.Link("Night of Brass").First);
        await buyer.ChooseAsync("Standing", 2);
        await buyer.GoToCheckoutAsync();
        await buyer.FillInAsync();
        await buyer.GoToPaymentAsync();
        await buyer.PayThereAsync();
        var bought = buyer.Path;
        Assert.Contains((await venue.MailOfAsync(buyer.Code())).Attachments, file => file.ContentType.MimeType == "application/pdf" && file.ContentType.Name?.StartsWith("tickets", StringComparison.Ordinal) == true);
        var order = (await venue.OrderAsync(buyer.Code()))!;
        var codes = await venue.CodesAsync(order);

        await owner.PressAsync(owner.Link("Door"));
        await ScanAsync(owner, codes[0], "Valid");
        await ScanAsync(owner, codes[0], "Already used");
        await RefundAsync(venue, owner, order);
        await owner.OpenAsync($"/admin/check-in/{order.EventId}");
        await ScanAsync(owner, codes[1], "Void");

        await buyer.OpenAsync(bought);
        await Expect(buyer.Heading()).ToHaveTextAsync("Your order was refunded");
        await venue.AssertInvariantsAsync();
    }

    private static async Task SetUpAsync(ListeningApp venue, Visitor owner)
    {
        var link = await venue.UseAsync<FirstSuperAdmin, string?>(first => first.MintLinkAsync(Ct));
        await owner.OpenAsync(new Uri(link!).PathAndQuery);
        await owner.Page.GetByLabel("Your name").FillAsync("Grace Hopper");
        await owner.Page.GetByLabel("E-mail").FillAsync("grace@blueroom.example");
        await owner.Page.GetByLabel("Password").FillAsync(StaffSteps.GoodPassword);
        await owner.PressAsync(owner.Button("Create the account"));
        await owner.ReachAsync("/admin/account/second-factor");
        await owner.PressAsync(owner.Link("Set up an app"));
        var key = (await owner.Page.Locator("#key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await owner.Page.GetByLabel("Code").FillAsync(Staff.CodeOf(key, venue.Clock));
        await owner.PressAsync(owner.Button("Confirm"));
        await owner.PressAsync(owner.Link("I have kept them"));
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
        await owner.PressAsync(owner.Link("Refund"));
        await owner.Page.GetByLabel("Reason").FillAsync("The second set was called off");
        await owner.PressAsync(owner.Button("Continue"));
        await Expect(owner.Page.GetByText("1 of these is already in")).ToBeVisibleAsync();
        await owner.PressAsync(owner.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Refund £") }));
        await Expect(owner.Page.Locator("#refunds")).ToBeVisibleAsync();
        await venue.RunAsync<RefundPass>();
    }
}
