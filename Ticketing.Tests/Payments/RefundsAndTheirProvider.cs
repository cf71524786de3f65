using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Refunds;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Payments;

public sealed class RefundsAndTheirProvider(RefundsAndTheirProvider.Moods venues) : IClassFixture<RefundsAndTheirProvider.Moods>
{
    private MoodyVenue app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Money_that_went_back_though_the_answer_was_lost_does_not_go_back_twice(DatabaseProvider database)
    {
        app = (MoodyVenue)venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 2);
        var refund = await app.RefundedAsync(order);
        var keys = new List<string>();
        app.After = request =>
        {
            keys.Add(request.IdempotencyKey);
            throw new PaymentProviderException("The connection was lost.");
        };
        await app.RunAsync<RefundPass>();
        var waiting = Assert.Single(await app.RefundsOfAsync(order));
        Assert.Equal((RefundStatus.Pending, 1, "The connection was lost."), (waiting.Status, waiting.Attempts, waiting.LastError));
        Assert.Equal([3000], await app.LedgerAsync(order));

        // Not retried at once: the provider gets time to recover.
        await app.RunAsync<RefundPass>();
        Assert.Single(keys);

        app.After = request => keys.Add(request.IdempotencyKey);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.RunAsync<RefundPass>();
        Assert.Equal([refund.IdempotencyKey, refund.IdempotencyKey], keys);
        Assert.Equal([3000], await app.LedgerAsync(order));
        Assert.Equal(OrderStatus.Refunded, (await app.AgainAsync(order)).Status);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task It_is_tried_for_as_long_as_the_provider_is_away_and_ever_more_seldom(DatabaseProvider database)
    {
        app = (MoodyVenue)venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 1);
        await app.RefundedAsync(order);
        app.Before = _ => throw new PaymentProviderException("Away.");
        var waits = new List<TimeSpan>();
        for (var attempt = 0; attempt < 9; attempt++)
        {
            await app.RunAsync<RefundPass>();
            waits.Add((await app.RefundsOfAsync(order))[0].NextTryAt - app.Clock.GetUtcNow());
            app.Clock.Advance(waits[^1]);
        }

        Assert.Equal(waits.Order(), waits);
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromHours(1)), (waits[0], waits[^1]));
        app.Before = _ => { };
        await app.RunAsync<RefundPass>();
        Assert.Equal(OrderStatus.Refunded, (await app.AgainAsync(order)).Status);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_refusal_is_shown_to_staff_who_try_again(DatabaseProvider database)
    {
        app = (MoodyVenue)venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 1, "ada+refund-fails-once@example.com");
        var refund = await app.RefundedAsync(order);
        await app.RunAsync<RefundPass>();
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.RunAsync<RefundPass>();
        var failed = Assert.Single(await app.RefundsOfAsync(order));
        Assert.Equal((RefundStatus.Failed, 1), (failed.Status, failed.Attempts));
        Assert.Contains("closed", failed.LastError, StringComparison.Ordinal);
        Assert.Equal(["order-confirmation"], await app.ToldAsync(order));
        await app.AssertInvariantsAsync();

        var retries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => app.UseAsync<RetryRefund, bool>(retry => retry.RetryAsync(refund.Id, Ct)), Ct)));
        Assert.Single(retries, true);
        await app.RunAsync<RefundPass>();
        Assert.Equal([1500], await app.LedgerAsync(order));
        Assert.Equal(OrderStatus.Refunded, (await app.AgainAsync(order)).Status);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_process_that_is_killed_while_it_asks_leaves_it_to_the_next(DatabaseProvider database)
    {
        app = (MoodyVenue)venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 1);
        await app.RefundedAsync(order);
        app.After = _ => throw new OperationCanceledException("Killed.");
        await Assert.ThrowsAsync<OperationCanceledException>(app.RunAsync<RefundPass>);
        app.After = _ => { };
        await app.RunAsync<RefundPass>();
        Assert.Equal(RefundStatus.Pending, (await app.RefundsOfAsync(order))[0].Status);
        app.Clock.Advance(RefundPass.Lease);
        await app.RunAsync<RefundPass>();
        Assert.Equal([1500], await app.LedgerAsync(order));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_payment_that_came_too_late_goes_back_by_itself_once_and_its_buyer_is_told(DatabaseProvider database)
    {
        app = (MoodyVenue)venues.On(database);
        var show = await app.PublishAsync(new TypeDraft("Standing", 1400, 1));
        var code = await app.HeldAsync(show, "Standing", 1);
        var page = Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(code));
        var order = (await app.OrderOfAsync(code))!;
        await LoseHoldAsync(order);
        await app.BuyAsync(show, "Standing", 1, "bob@example.com");
        await app.ChooseAsync(page, SandboxStatus.Paid);
        app.Clock.Advance(PaymentReconciler.CheckEvery);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SettleAsync(order), Ct)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(app.RunAsync<RefundPass>, Ct)));

        Assert.Equal(OrderStatus.PaidTooLate, (await app.AgainAsync(order)).Status);
        Assert.Equal([1500], await app.LedgerAsync(order));
        Assert.Equal(["order-refunded"], await app.ToldAsync(order));
        Assert.Contains("sold to others", (await app.RefundMailAsync(order)).Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.UseAsync<TicketingDbContext, int>(db => db.Set<AuditEntry>().CountAsync(e => e.SubjectId == order.Id.ToString(), Ct)));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task The_database_itself_refuses_to_pay_back_more_than_was_paid(DatabaseProvider database)
    {
        app = (MoodyVenue)venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 1);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => app.UseAsync<TicketingDbContext>(db => db.WriteAsync(
            () => db.Set<Payment>().Where(p => p.OrderId == order.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Refunded, 1501), Ct), ct: Ct)));
        Assert.Contains("ck_payments_refunded", error.Message, StringComparison.Ordinal);
    }

    private Task SettleAsync(Order order) => app.UseAsync<TicketingDbContext>(async db =>
    {
        var payment = await db.Set<Payment>().AsNoTracking().SingleAsync(p => p.OrderId == order.Id, Ct);
        await app.UseAsync<SettlePayment, PaymentStatus>(settle => settle.SettleAsync(payment, Ct));
    });

    // As after a restored backup: the hold has ended while a payment is open.
    private Task LoseHoldAsync(Order order) => app.UseAsync<TicketHolds>(async holds =>
    {
        await app.UseAsync<TicketingDbContext>(db => db.WriteAsync(
            () => db.Set<Hold>().Where(h => h.Id == order.HoldId).ExecuteUpdateAsync(set => set.SetProperty(h => h.Status, HoldStatus.Live), Ct), ct: Ct));
        Assert.True(await holds.ReleaseAsync(order.HoldId, Ct));
    });

    public sealed class Moods : Venues
    {
        protected override TicketingApp Open(DatabaseProvider database) => new MoodyVenue(database);
    }
}
