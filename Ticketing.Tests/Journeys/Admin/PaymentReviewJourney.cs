using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Journeys.Admin;

public sealed class PaymentReviewJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task Every_state_of_the_payments_page_is_accessible()
    {
        await using var venue = new LedgerVenue();
        var visitor = await ArriveAsync(at: venue.Address);
        await visitor.SignInAsync(venue, "/admin/payments", Roles.Admin);
        await visitor.AssertAccessibleAsync();
        await CreateDifferencesAsync(venue);
        await visitor.OpenAsync("/admin/payments");
        await visitor.AssertAccessibleAsync();
        await visitor.Page.Locator(".differences summary").First.ClickAsync();
        await visitor.AssertAccessibleAsync();
        venue.Ledger.IsDown = true;
        await visitor.OpenAsync("/admin/payments");
        await visitor.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Staff_resolve_a_difference_by_hand()
    {
        await using var venue = new LedgerVenue();
        var visitor = await ArriveAsync(at: venue.Address);
        await CreateDifferencesAsync(venue);
        venue.Clock.Advance(TimeSpan.FromMinutes(45));
        await visitor.SignInAsync(venue, "/admin/payments", Roles.Admin);
        var unpaid = visitor.Page.Locator(".differences > li", new() { HasText = "Paid here, not at Sandbox" });
        await unpaid.GetByText("Decided by hand").ClickAsync();
        await visitor.Page.GetByText("Give it up").First.ClickAsync();
        await visitor.AssertAccessibleAsync();

        await unpaid.GetByRole(AriaRole.Button, new() { Name = "Take it off the list" }).ClickAsync();
        await Assertions.Expect(unpaid.GetByText("Write down what was decided")).ToBeVisibleAsync();
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
        await using var venue = new LedgerVenue();
        var visitor = await ArriveAsync(at: venue.Address);
        var show = await venue.PublishEventAsync(e => (e.StartsAt, e.DoorsAt) = (venue.Clock.GetUtcNow().AddHours(1), null));
        var (order, payment) = await venue.SellOnlineAsync(3, show);
        await venue.SyncAsync(venue.AddProviderDispute(payment, DisputeStatus.NeedsResponse, TimeSpan.FromDays(9)));
        await visitor.SignInAsync(venue, $"/admin/orders/{order.Reference}", Roles.Admin);
        await visitor.AssertAccessibleAsync();
        await visitor.Page.Locator("form[action$=Suspend] button").ClickAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.OpenAsync($"{CheckInActions.CheckInPath(show)}/list?q={order.Reference}");
        await visitor.AssertAccessibleAsync();
        await visitor.OpenAsync(CheckInActions.CheckInPath(show));
        await visitor.Page.Locator("#code").FillAsync((await venue.GetTicketCodesAsync(order))[0]);
        await visitor.Page.Locator("#code").PressAsync("Enter");
        await Assertions.Expect(visitor.Page.Locator(".answer .word")).ToHaveTextAsync("Suspended");
        await visitor.AssertAccessibleAsync();
        await visitor.OpenAsync("/admin");
        await visitor.AssertAccessibleAsync();
        await visitor.OpenAsync(await venue.CreateOrderLinkAsync(order));
        await visitor.AssertAccessibleAsync();
    }

    private static async Task CreateDifferencesAsync(LedgerVenue venue)
    {
        var show = await venue.PublishEventAsync();
        var (_, kept) = await venue.SellOnlineAsync(2, show);
        venue.AddProviderRefund(kept, 500);
        var (_, gone) = await venue.SellOnlineAsync(2, show);
        await venue.SyncAsync(venue.AddProviderRefund(gone, gone.Amount));
        var (unknown, _) = await venue.SellOnlineAsync(1, show);
        await venue.ClearFeeAsync(unknown);
        await venue.SellOnlineAsync(1, show);
        venue.Ledger.Payments.RemoveAt(venue.Ledger.Payments.Count - 1);
        venue.Ledger.Payments.Add(
            new ProviderPayment(
                "pi_3QxYzA2eZvKYlo2C1aBcDeFg",
                Guid.NewGuid(),
                ProviderPaymentStatus.Paid,
                new Money(4200, "EUR"),
                0,
                80,
                venue.Clock.GetUtcNow()
            )
        );
        venue.Ledger.Payments.Add(
            new ProviderPayment("pi_4", null, ProviderPaymentStatus.Paid, new Money(4200, "GBP"), 0, 80, venue.Clock.GetUtcNow())
        );
        var (_, disputed) = await venue.SellOnlineAsync(3, show);
        await venue.SyncAsync(venue.AddProviderDispute(disputed, DisputeStatus.NeedsResponse, TimeSpan.FromDays(4)));
        var (_, won) = await venue.SellOnlineAsync(1, show);
        await venue.SyncAsync(venue.AddProviderDispute(won, DisputeStatus.Won));
        venue.AddProviderDispute(disputed, DisputeStatus.UnderReview);
        var (lost, refunded) = await venue.SellOnlineAsync(1, show);
        await venue.StartRefundAsync(lost);
        await venue.RunJobAsync<RefundJob>();
        Assert.NotNull(refunded);
        await venue.StartPaymentAsync(await venue.PlaceHoldAsync(show, "Seated", 2));
        await venue.StartPaymentAsync(await venue.PlaceHoldAsync(show, "Seated", 1), "eve@example.com");
        await venue.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Payment>()
                        .Where(p => p.BuyerEmail == "eve@example.com")
                        .ExecuteUpdateAsync(set => set.SetProperty(p => p.ProcessingSince, venue.Clock.GetUtcNow()), Ct),
                ct: Ct
            )
        );
    }

    private sealed class LedgerVenue : ListeningApp
    {
        public InMemoryProviderLedger Ledger { get; } = new();

        protected override void OverrideServices(IServiceCollection services) => services.AddSingleton<IProviderLedger>(Ledger);
    }
}
