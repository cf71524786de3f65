using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Payments;

public sealed class TwoProcessesAtOnce
{
    private const int Many = 30;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task What_ran_out_is_given_back_once()
    {
        await using var venue = new TwoProcesses(DatabaseProvider.Postgres);
        venue.Start();
        var show = await venue.First.PublishAsync();
        for (var i = 0; i < Many; i++)
        {
            await venue.First.HeldAsync(show, "Standing", 2);
        }

        venue.Advance(TimeSpan.FromHours(1));
        await venue.AssertQuietAsync(venue.RunAtOnceAsync<HoldExpiry>);

        Assert.Equal((0, Many), await HeldAndAsync(venue.First, show, HoldStatus.Expired));
        await venue.First.AssertInvariantsAsync();
    }

    [OnPostgres]
    public async Task A_hold_that_another_process_keeps_locked_keeps_no_other_from_its_end()
    {
        await using var stuck = new TicketingApp(DatabaseProvider.Postgres);
        await using var app = new TicketingApp(DatabaseProvider.Postgres).Beside(stuck).Set("ConnectionStrings:Ticketing", $"{stuck.ConnectionString};Command Timeout=4");
        var show = await app.PublishAsync();
        var locked = await app.HeldAsync(show, "Standing", 2);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.HeldAsync(show, "Standing", 3);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await stuck.UseAsync<TicketingDbContext>(async db =>
        {
            await using var unfinished = await db.Database.BeginTransactionAsync(Ct);
            await db.Set<Hold>().FromSql($"SELECT * FROM holds WHERE code = {locked} FOR UPDATE").LoadAsync(Ct);

            await app.RunAsync<HoldExpiry>();

            Assert.Equal((2, 1), await HeldAndAsync(app, show, HoldStatus.Expired));
        });

        await app.RunAsync<HoldExpiry>();
        Assert.Equal((0, 2), await HeldAndAsync(app, show, HoldStatus.Expired));
    }

    [OnPostgres]
    public async Task A_payment_is_settled_once()
    {
        await using var venue = new TwoProcesses(DatabaseProvider.Postgres);
        venue.Start();
        var show = await venue.First.PublishAsync();
        for (var i = 0; i < Many; i++)
        {
            await PayAsync(venue.First, show, SandboxStatus.Paid);
        }

        venue.Advance(PaymentReconciler.CheckEvery);
        await venue.AssertQuietAsync(venue.RunAtOnceAsync<PaymentReconciler>);

        await AssertSoldOnceAsync(venue.First, Many);
    }

    [OnPostgres]
    public async Task What_nobody_paid_for_is_given_back_once_and_its_orders_are_closed()
    {
        await using var venue = new TwoProcesses(DatabaseProvider.Postgres);
        venue.Start();
        var show = await venue.First.PublishAsync();
        for (var i = 0; i < Many; i++)
        {
            await PayAsync(venue.First, show, i % 2 == 0 ? SandboxStatus.Cancelled : SandboxStatus.Open);
        }

        venue.Advance(TimeSpan.FromHours(1));
        await venue.AssertQuietAsync(async () =>
        {
            await venue.RunAtOnceAsync<PaymentReconciler>();
            await venue.RunAtOnceAsync<HoldExpiry>();
            await venue.RunAtOnceAsync<OrderUpkeep>();
        });

        Assert.Equal((0, Many), await HeldAndAsync(venue.First, show, HoldStatus.Expired));
        Assert.All(await OrdersAsync(venue.First), order => Assert.Equal(OrderStatus.Expired, order.Status));
        await venue.First.AssertInvariantsAsync();
    }

    [OnPostgres]
    public async Task A_buyer_who_comes_back_to_one_while_the_other_asks_the_provider_gets_tickets_once()
    {
        await using var venue = new TwoProcesses(DatabaseProvider.Postgres);
        venue.Start();
        var show = await venue.First.PublishAsync();
        await venue.AssertQuietAsync(async () =>
        {
            for (var i = 0; i < Many; i++)
            {
                var returnCode = await PayAsync(venue.First, show, SandboxStatus.Paid);
                venue.Advance(PaymentReconciler.CheckEvery);
                await Task.WhenAll(
                    Task.Run(() => ComeBackAsync(venue.First, returnCode), Ct),
                    Task.Run(() => ComeBackAsync(venue.Second, returnCode), Ct),
                    Task.Run(() => venue.Second.RunAsync<PaymentReconciler>(), Ct));
            }
        });

        await AssertSoldOnceAsync(venue.First, Many);
    }

    private static async Task ComeBackAsync(TicketingApp app, string returnCode)
    {
        var returned = await app.UseAsync<BuyerReturn, ReturnedBuyer?>(back => back.ComeBackAsync(returnCode, Ct));
        Assert.Equal(OrderStatus.Paid, returned!.Order.Status);
    }

    /// <returns>The payment's return code.</returns>
    private static async Task<string> PayAsync(TicketingApp app, Event show, SandboxStatus outcome)
    {
        var hold = await app.HeldAsync(show, "Standing", 2);
        var page = Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(hold));
        if (outcome != SandboxStatus.Open)
        {
            await app.ChooseAsync(page, outcome);
        }

        var session = page.PageUrl.Split('/')[^1];
        return await app.UseAsync<TicketingDbContext, string>(db =>
            db.Set<Payment>().Where(p => p.SessionId == session).Select(p => p.ReturnCode).SingleAsync(Ct));
    }

    // The invariants check each order's tickets and the gapless receipt numbers.
    private static async Task AssertSoldOnceAsync(TicketingApp app, int orders)
    {
        Assert.Equal(orders, (await OrdersAsync(app)).Count(order => order.Status == OrderStatus.Paid));
        await app.AssertInvariantsAsync();
        var mails = await app.UseAsync<TicketingDbContext, int>(db =>
            db.Set<Notification>().CountAsync(n => n.Kind == ConfirmOrder.ConfirmationKind, Ct));
        Assert.Equal(orders, mails);
    }

    private static Task<(int Held, int Ended)> HeldAndAsync(TicketingApp app, Event show, HoldStatus ended) =>
        app.UseAsync<TicketingDbContext, (int, int)>(async db => (
            await db.Set<TicketType>().Where(t => t.EventId == show.Id).SumAsync(t => t.Held, Ct),
            await db.Set<Hold>().CountAsync(h => h.Status == ended, Ct)));

    private static Task<List<Order>> OrdersAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<Order>>(db => db.Set<Order>().AsNoTracking().ToListAsync(Ct));
}
