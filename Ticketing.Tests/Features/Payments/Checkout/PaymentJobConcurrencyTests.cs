using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Checkout;

public sealed class PaymentJobConcurrencyTests
{
    private const int Count = 30;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task Expired_holds_are_released_once()
    {
        await using var venue = new TwoProcesses(DatabaseProvider.Postgres);
        venue.Start();
        var show = await venue.First.PublishEventAsync();
        for (var i = 0; i < Count; i++)
        {
            await venue.First.PlaceHoldAsync(show, "Standing", 2);
        }

        venue.Advance(TimeSpan.FromHours(1));
        await venue.AssertNoWarningsAsync(venue.RunJobInBothAsync<HoldExpiryJob>);

        Assert.Equal((0, Count), await CountHeldAndEndedAsync(venue.First, show, HoldStatus.Expired));
        await venue.First.AssertInvariantsAsync();
    }

    [OnPostgres]
    public async Task A_locked_hold_does_not_block_the_expiry_of_others()
    {
        await using var stuck = new TicketingApp(DatabaseProvider.Postgres);
        await using var app = new TicketingApp(DatabaseProvider.Postgres)
            .ShareDatabaseWith(stuck)
            .Set("ConnectionStrings:Ticketing", $"{stuck.ConnectionString};Command Timeout=4");
        var show = await app.PublishEventAsync();
        var locked = await app.PlaceHoldAsync(show, "Standing", 2);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.PlaceHoldAsync(show, "Standing", 3);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await stuck.UseAsync<TicketingDbContext>(async db =>
        {
            await using var unfinished = await db.Database.BeginTransactionAsync(Ct);
            await db.Set<Hold>().FromSql($"SELECT * FROM holds WHERE code = {locked} FOR UPDATE").LoadAsync(Ct);

            await app.RunJobAsync<HoldExpiryJob>();

            Assert.Equal((2, 1), await CountHeldAndEndedAsync(app, show, HoldStatus.Expired));
        });

        await app.RunJobAsync<HoldExpiryJob>();
        Assert.Equal((0, 2), await CountHeldAndEndedAsync(app, show, HoldStatus.Expired));
    }

    [OnPostgres]
    public async Task A_payment_is_settled_once()
    {
        await using var venue = new TwoProcesses(DatabaseProvider.Postgres);
        venue.Start();
        var show = await venue.First.PublishEventAsync();
        for (var i = 0; i < Count; i++)
        {
            await PayAsync(venue.First, show, SandboxStatus.Paid);
        }

        venue.Advance(PaymentSettlementJob.CheckInterval);
        await venue.AssertNoWarningsAsync(venue.RunJobInBothAsync<PaymentSettlementJob>);

        await AssertSoldOnceAsync(venue.First, Count);
    }

    [OnPostgres]
    public async Task Unpaid_holds_are_released_once_and_their_orders_closed()
    {
        await using var venue = new TwoProcesses(DatabaseProvider.Postgres);
        venue.Start();
        var show = await venue.First.PublishEventAsync();
        for (var i = 0; i < Count; i++)
        {
            await PayAsync(venue.First, show, i % 2 == 0 ? SandboxStatus.Cancelled : SandboxStatus.Open);
        }

        venue.Advance(TimeSpan.FromHours(1));
        await venue.AssertNoWarningsAsync(async () =>
        {
            await venue.RunJobInBothAsync<PaymentSettlementJob>();
            await venue.RunJobInBothAsync<HoldExpiryJob>();
            await venue.RunJobInBothAsync<OrderExpiryJob>();
        });

        Assert.Equal((0, Count), await CountHeldAndEndedAsync(venue.First, show, HoldStatus.Expired));
        Assert.All(await OrdersAsync(venue.First), order => Assert.Equal(OrderStatus.Expired, order.Status));
        await venue.First.AssertInvariantsAsync();
    }

    [OnPostgres]
    public async Task A_buyer_returning_during_the_other_processs_check_gets_tickets_once()
    {
        await using var venue = new TwoProcesses(DatabaseProvider.Postgres);
        venue.Start();
        var show = await venue.First.PublishEventAsync();
        await venue.AssertNoWarningsAsync(async () =>
        {
            for (var i = 0; i < Count; i++)
            {
                var returnCode = await PayAsync(venue.First, show, SandboxStatus.Paid);
                venue.Advance(PaymentSettlementJob.CheckInterval);
                await Task.WhenAll(
                    Task.Run(() => ReturnFromProviderAsync(venue.First, returnCode), Ct),
                    Task.Run(() => ReturnFromProviderAsync(venue.Second, returnCode), Ct),
                    Task.Run(() => venue.Second.RunJobAsync<PaymentSettlementJob>(), Ct)
                );
            }
        });

        await AssertSoldOnceAsync(venue.First, Count);
    }

    private static async Task ReturnFromProviderAsync(TicketingApp app, string returnCode)
    {
        var returned = await app.UseAsync<PaymentReturn, PaymentReturnResult?>(back => back.HandleReturnAsync(returnCode, Ct));
        Assert.Equal(OrderStatus.Paid, returned!.Order.Status);
    }

    /// <returns>The payment's return code.</returns>
    private static async Task<string> PayAsync(TicketingApp app, Event show, SandboxStatus outcome)
    {
        var hold = await app.PlaceHoldAsync(show, "Standing", 2);
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(hold));
        if (outcome != SandboxStatus.Open)
        {
            await app.SetSandboxOutcomeAsync(page, outcome);
        }

        var session = page.PageUrl.Split('/')[^1];
        return await app.UseAsync<TicketingDbContext, string>(db =>
            db.Set<Payment>().Where(p => p.SessionId == session).Select(p => p.ReturnCode).SingleAsync(Ct)
        );
    }

    // The invariants check each order's tickets and the gapless receipt numbers.
    private static async Task AssertSoldOnceAsync(TicketingApp app, int orders)
    {
        Assert.Equal(orders, (await OrdersAsync(app)).Count(order => order.Status == OrderStatus.Paid));
        await app.AssertInvariantsAsync();
        var mails = await app.UseAsync<TicketingDbContext, int>(db =>
            db.Set<Notification>().CountAsync(n => n.Kind == ConfirmOrder.ConfirmationKind, Ct)
        );
        Assert.Equal(orders, mails);
    }

    private static Task<(int Held, int Ended)> CountHeldAndEndedAsync(TicketingApp app, Event show, HoldStatus ended) =>
        app.UseAsync<TicketingDbContext, (int, int)>(async db =>
            (
                await db.Set<TicketType>().Where(t => t.EventId == show.Id).SumAsync(t => t.Held, Ct),
                await db.Set<Hold>().CountAsync(h => h.Status == ended, Ct)
            )
        );

    private static Task<List<Order>> OrdersAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<Order>>(db => db.Set<Order>().AsNoTracking().ToListAsync(Ct));
}
