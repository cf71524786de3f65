using Ticketing.Features.Orders.Placing;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class SettlementJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_the_event_to_the_artist_s_share()
    {
        var show = await App.PublishEventAsync();
        var order = await App.BuyAsync(show, "Standing", 4);
        await App.StartRefundAsync(order, 1);
        await App.SellAsync(show, "Seated", 2);
        await App.SellAsync(show, "Seated", 2, BoxOfficePayment.Complimentary);
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, $"/admin/events/{show.Id}");
        await staff.PressAsync(staff.Link("Settlement"));
        await Expect(staff.Heading()).ToHaveTextAsync("Settlement");
        await staff.AssertAccessibleAsync();

        await staff.Page.GetByLabel("Artist", new() { Exact = true }).FillAsync("Nadia Karim Quartet");
        await staff.Page.GetByLabel("Share of the pot, percent").FillAsync("lots");
        await staff.PressAsync(staff.Button("Save deal"));
        await Expect(staff.Page.GetByText("Enter a percentage from 0 to 100")).ToBeVisibleAsync();
        await staff.AssertAccessibleAsync();
        await staff.Page.GetByLabel("Share of the pot, percent").FillAsync("70");
        await staff.PressAsync(staff.Button("Save deal"));
        await Expect(staff.Page.GetByText("Nadia Karim Quartet: 70% of the pot")).ToBeVisibleAsync();

        await staff.PressAsync(staff.Page.GetByText("Add deduction"));
        await staff.Page.GetByLabel("What for").Last.FillAsync("PA hire");
        await staff.Page.GetByLabel("Amount", new() { Exact = true }).Last.FillAsync("12.50");
        await staff.PressAsync(staff.Button("Add"));
        await Expect(staff.Page.Locator(".account").First).ToContainTextAsync("PA hire");
        await staff.AssertAccessibleAsync();

        await staff.PressAsync(staff.Page.GetByText("Change PA hire"));
        await staff.PressAsync(staff.Page.GetByText("Remove PA hire"));
        await staff.AssertAccessibleAsync();
        await staff.PressAsync(staff.Button("Remove deduction"));
        await Expect(staff.Page.Locator(".account").First).Not.ToContainTextAsync("PA hire");
    }
}
