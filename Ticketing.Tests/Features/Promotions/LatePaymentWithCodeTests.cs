using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Promotions;
using Ticketing.Features.Promotions.Editing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Promotions;

/// <summary>The hold had given its use of the code back when the payment arrived.</summary>
public sealed class LatePaymentWithCodeTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task It_counts_again_even_if_the_code_has_ended(DatabaseProvider database)
    {
        var app = venues.On(database);
        var (show, code) = await PublishAsync(app);
        var hold = await PayInVainAsync(app, show);
        Assert.Equal((0, 0, 0), await app.GetUsesAsync(code));
        await app.UseAsync<EndPromoCode>(end => end.EndAsync(code.Id, Ct));
        Assert.Equal(OrderStatus.Paid, (await SettleAsync(app, hold)).Status);
        Assert.Equal((1, 1, 140), await app.GetUsesAsync(code));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task It_goes_back_if_another_buyer_has_the_last_use(DatabaseProvider database)
    {
        var app = venues.On(database);
        var (show, code) = await PublishAsync(app);
        var hold = await PayInVainAsync(app, show);
        await app.HoldWithCodeAsync(show, "SPRING");
        Assert.Equal(OrderStatus.PaidTooLate, (await SettleAsync(app, hold)).Status);
        Assert.Equal((1, 1, 140), await app.GetUsesAsync(code));
        await app.RunJobAsync<RefundJob>();
        await app.AssertInvariantsAsync();
    }

    private static async Task<(Event Show, PromoCode Code)> PublishAsync(TicketingApp app)
    {
        var show = await app.PublishEventAsync();
        return (show, await app.AddCodeAsync(show, change: code => (code.MaxTickets, code.MaxPerPerson) = (1, 1)));
    }

    private static async Task<Hold> PayInVainAsync(TicketingApp app, Event show)
    {
        var placed = await app.HoldWithCodeAsync(show, "SPRING");
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(placed));
        var hold = (await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(placed, Ct)))!;
        await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.UseAsync<TicketHolds>(holds => holds.EndPaymentAsync(hold.Id, Ct));
        return hold;
    }

    private static async Task<Order> SettleAsync(TicketingApp app, Hold hold)
    {
        await app.RunJobAsync<PaymentSettlementJob>();
        return (await app.UseAsync<OrderQueries, Order?>(orders => orders.FindByHoldAsync(hold.Id, Ct)))!;
    }
}
