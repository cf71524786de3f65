using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Checkout;

public sealed class LatePaymentTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_buyer_who_paid_in_the_last_second_and_never_came_back_gets_the_tickets(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.PlaceHoldAsync(show, "Standing", 2);
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        await app.RunJobAsync<PaymentSettlementJob>();
        Assert.Equal(HoldStatus.Sold, (await GetHoldAsync(code)).Status);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_payment_after_its_hold_was_lost_takes_remaining_stock(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2));
        var (code, page) = await LoseHoldInPaymentAsync(show);
        await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        Assert.Equal(PaymentStatus.Paid, (await ReturnFromProviderAsync(code))!.Status);
        Assert.Equal(HoldStatus.Sold, (await GetHoldAsync(code)).Status);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_payment_after_its_places_were_sold_to_others_changes_no_stock_and_uses_no_receipt_number(DatabaseProvider database)
    {
        app = venues.On(database);
        await using var alone = new TicketingApp(database);
        var show = await alone.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        var (code, page) = await LoseHoldInPaymentAsync(show, alone);
        Assert.Equal(OrderStatus.Paid, (await alone.BuyAsync(show, "Standing", 1)).Status);
        await alone.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        alone.Clock.Advance(TimeSpan.FromMinutes(1));
        await alone.RunJobAsync<PaymentSettlementJob>();

        var order = await GetOrderAsync(code, alone);
        Assert.Equal(OrderStatus.PaidTooLate, order.Status);
        Assert.Equal(
            1,
            await alone.UseAsync<TicketingDbContext, int>(db =>
                db.Set<Payment>().CountAsync(p => p.OrderId == order.Id && p.Status == PaymentStatus.Paid, Ct)
            )
        );
        Assert.Equal(
            1,
            await alone.UseAsync<TicketingDbContext, long>(db =>
                db.Set<NumberSequence>().Where(c => c.Name == NumberSequence.Receipts).Select(c => c.Value).SingleAsync(Ct)
            )
        );
        Assert.Equal(1, (await alone.UseAsync<EventCatalogue, Event>(c => c.GetAsync(show.Id, Ct))).Sold);
    }

    [Theory, OnEitherDatabase]
    public async Task A_payment_is_settled_by_the_provider_it_was_opened_with_after_the_venue_has_changed_it(DatabaseProvider database)
    {
        app = venues.On(database);
        await using var before = new TicketingApp(database);
        var show = await before.PublishEventAsync();
        var code = await before.PlaceHoldAsync(show, "Standing", 1);
        await before.SetSandboxOutcomeAsync(Assert.IsType<StartOutcome.Redirect>(await before.StartPaymentAsync(code)), SandboxStatus.Paid);

        await using var after = new TicketingApp(database).Set("Payments:Provider", "None").ShareDatabaseWith(before);
        after.Clock.Advance(TimeSpan.FromMinutes(1));
        await after.RunJobAsync<PaymentSettlementJob>();
        Assert.Equal(HoldStatus.Sold, (await GetHoldAsync(code, after)).Status);
    }

    // Impossible in normal operation; a restored backup or a manual database change can cause it.
    private async Task<(string Code, StartOutcome.Redirect Page)> LoseHoldInPaymentAsync(Event show, TicketingApp? other = null)
    {
        var venue = other ?? app;
        var code = await venue.PlaceHoldAsync(show, "Standing", 1);
        var page = Assert.IsType<StartOutcome.Redirect>(await venue.StartPaymentAsync(code));
        var hold = await GetHoldAsync(code, venue);
        await venue.UseAsync<TicketHolds>(holds => holds.EndPaymentAsync(hold.Id, Ct));
        await venue.UseAsync<TicketHolds, bool>(holds => holds.ReleaseAsync(hold.Id, Ct));
        return (code, page);
    }

    private async Task<PaymentReturnResult?> ReturnFromProviderAsync(string code)
    {
        var order = await GetOrderAsync(code);
        var returnCode = await app.UseAsync<TicketingDbContext, string>(db =>
            db.Set<Payment>().Where(p => p.OrderId == order.Id).OrderByDescending(p => p.Attempt).Select(p => p.ReturnCode).FirstAsync(Ct)
        );
        return await app.UseAsync<PaymentReturn, PaymentReturnResult?>(buyer => buyer.HandleReturnAsync(returnCode, Ct));
    }

    private Task<Hold> GetHoldAsync(string code, TicketingApp? other = null) =>
        (other ?? app).UseAsync<TicketHolds, Hold>(async holds => (await holds.FindAsync(code, Ct))!);

    private async Task<Order> GetOrderAsync(string code, TicketingApp? other = null)
    {
        var hold = await GetHoldAsync(code, other);
        return await (other ?? app).UseAsync<OrderQueries, Order>(async orders => (await orders.FindByHoldAsync(hold.Id, Ct))!);
    }
}
