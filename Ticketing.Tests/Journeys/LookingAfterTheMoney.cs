using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Ticketing.Data;
using Ticketing.Payments;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Journeys;

public sealed class LookingAfterTheMoney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task Every_state_of_the_money_page_is_accessible()
    {
        await using var venue = new BookedListeningVenue();
        var visitor = await ArriveAsync(at: venue.Address);
        await visitor.SignInAsync(venue, "/admin/payments", Roles.Admin);
        await visitor.AssertAccessibleAsync();
        await DisagreeAsync(venue);
        await visitor.OpenAsync("/admin/payments");
        await visitor.AssertAccessibleAsync();
        await visitor.Page.Locator(".differences summary").First.ClickAsync();
        await visitor.AssertAccessibleAsync();
        venue.Books.IsDown = true;
        await visitor.OpenAsync("/admin/payments");
        await visitor.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Somebody_decides_what_no_button_brings_in_order()
    {
        await using var venue = new BookedListeningVenue();
        var visitor = await ArriveAsync(at: venue.Address);
        await DisagreeAsync(venue);
        venue.Clock.Advance(TimeSpan.FromMinutes(45));
        await visitor.SignInAsync(venue, "/admin/payments", Roles.Admin);
        var unpaid = visitor.Page.Locator(".differences > li", new() { HasText = "Paid here, not at Sandbox" });
        await unpaid.GetByText("Decided by hand").ClickAsync();
        await visitor.Page.GetByText("Give it up").First.ClickAsync();
        await visitor.AssertAccessibleAsync();

        await unpaid.GetByRole(AriaRole.Button, new() { Name = "Take it off the list" }).ClickAsync();
        await Assertions.Expect(unpaid.GetByText("Write what was decided")).ToBeVisibleAsync();
        await visitor.AssertAccessibleAsync();

        await unpaid.GetByLabel("What was decided").FillAsync("Paid by bank transfer on 2 February; seen on the statement.");
        await unpaid.GetByRole(AriaRole.Button, new() { Name = "Take it off the list" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Decided by hand" })).ToBeVisibleAsync();
        await Assertions.Expect(unpaid.GetByRole(AriaRole.Button)).ToContainTextAsync("List it again");
        await visitor.AssertAccessibleAsync();
    }

    [Fact]
    public async Task A_disputed_order_is_accessible_to_staff_at_the_door_and_to_the_buyer()
    {
        await using var venue = new BookedListeningVenue();
        var visitor = await ArriveAsync(at: venue.Address);
        var show = await venue.PublishAsync(e => (e.StartsAt, e.DoorsAt) = (venue.Clock.GetUtcNow().AddHours(1), null));
        var (order, payment) = await venue.SellAsync(3, show);
        await venue.HearAsync(venue.Dispute(payment, DisputeStatus.NeedsResponse, TimeSpan.FromDays(9)));
        await visitor.SignInAsync(venue, $"/admin/orders/{order.Reference}", Roles.Admin);
        await visitor.AssertAccessibleAsync();
        await visitor.Page.Locator("form[action$=Suspend] button").ClickAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.OpenAsync($"{AtTheDoor.DoorOf(show)}/list?q={order.Reference}");
        await visitor.AssertAccessibleAsync();
        await visitor.OpenAsync(AtTheDoor.DoorOf(show));
        await visitor.Page.Locator("#code").FillAsync((await venue.CodesAsync(order))[0]);
        await visitor.Page.Locator("#code").PressAsync("Enter");
        await Assertions.Expect(visitor.Page.Locator(".answer .word")).ToHaveTextAsync("Suspended");
        await visitor.AssertAccessibleAsync();
        await visitor.OpenAsync("/admin");
        await visitor.AssertAccessibleAsync();
        await visitor.OpenAsync(await venue.LinkAsync(order));
        await visitor.AssertAccessibleAsync();
    }

    private static async Task DisagreeAsync(BookedListeningVenue venue)
    {
        var show = await venue.PublishAsync();
        var (_, kept) = await venue.SellAsync(2, show);
        venue.PayBack(kept, 500);
        var (_, gone) = await venue.SellAsync(2, show);
        await venue.HearAsync(venue.PayBack(gone, gone.Amount));
        var (unknown, _) = await venue.SellAsync(1, show);
        await venue.ForgetFeeAsync(unknown);
        await venue.SellAsync(1, show);
        venue.Books.Payments.RemoveAt(venue.Books.Payments.Count - 1);
        venue.Books.Payments.Add(new ProviderPayment("pi_3QxYzA2eZvKYlo2C1aBcDeFg", Guid.NewGuid(), ProviderPaymentStatus.Paid, new Money(4200, "EUR"), 0, 80, venue.Clock.GetUtcNow()));
        venue.Books.Payments.Add(new ProviderPayment("pi_4", null, ProviderPaymentStatus.Paid, new Money(4200, "GBP"), 0, 80, venue.Clock.GetUtcNow()));
        var (_, disputed) = await venue.SellAsync(3, show);
        await venue.HearAsync(venue.Dispute(disputed, DisputeStatus.NeedsResponse, TimeSpan.FromDays(4)));
        var (_, won) = await venue.SellAsync(1, show);
        await venue.HearAsync(venue.Dispute(won, DisputeStatus.Won));
        venue.Dispute(disputed, DisputeStatus.UnderReview);
        var (lost, refunded) = await venue.SellAsync(1, show);
        await venue.RefundedAsync(lost);
        await venue.RunAsync<RefundPass>();
        Assert.NotNull(refunded);
        await venue.StartPaymentAsync(await venue.HeldAsync(show, "Seated", 2));
        await venue.StartPaymentAsync(await venue.HeldAsync(show, "Seated", 1), "eve@example.com");
        await venue.UseAsync<TicketingDbContext>(db => db.WriteAsync(
            () => db.Set<Payment>().Where(p => p.BuyerEmail == "eve@example.com").ExecuteUpdateAsync(set => set.SetProperty(p => p.ProcessingSince, venue.Clock.GetUtcNow()), Ct), ct: Ct));
    }

    private sealed class BookedListeningVenue : ListeningApp
    {
        public Ledger Books { get; } = new();

        protected override void Arrange(IServiceCollection services) => services.AddSingleton<IProviderLedger>(Books);
    }
}
