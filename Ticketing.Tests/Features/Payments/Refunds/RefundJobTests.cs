using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Refunds;

public sealed class RefundJobTests(RefundJobTests.RefundHookFixture venues) : IClassFixture<RefundJobTests.RefundHookFixture>
{
    private RefundHookVenue app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_refund_whose_answer_was_lost_is_not_repeated(DatabaseProvider database)
    {
        app = (RefundHookVenue)venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 2);
        var refund = await app.StartRefundAsync(order);
        var keys = new List<string>();
        app.AfterRefund = request =>
        {
            keys.Add(request.IdempotencyKey);
            throw new PaymentProviderException("The connection was lost.");
        };
        await app.RunJobAsync<RefundJob>();
        var waiting = Assert.Single(await app.GetRefundsAsync(order));
        Assert.Equal((RefundStatus.Pending, 1, "The connection was lost."), (waiting.Status, waiting.Attempts, waiting.LastError));
        Assert.Equal([3000], await app.GetSandboxRefundsAsync(order));

        // Not retried at once: the provider gets time to recover.
        await app.RunJobAsync<RefundJob>();
        Assert.Single(keys);

        app.AfterRefund = request => keys.Add(request.IdempotencyKey);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.RunJobAsync<RefundJob>();
        Assert.Equal([refund.IdempotencyKey, refund.IdempotencyKey], keys);
        Assert.Equal([3000], await app.GetSandboxRefundsAsync(order));
        Assert.Equal(OrderStatus.Refunded, (await app.ReloadAsync(order)).Status);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Refunds_are_retried_with_backoff_while_the_provider_is_down(DatabaseProvider database)
    {
        app = (RefundHookVenue)venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        await app.StartRefundAsync(order);
        app.BeforeRefund = _ => throw new PaymentProviderException("Away.");
        var waits = new List<TimeSpan>();
        for (var attempt = 0; attempt < 9; attempt++)
        {
            await app.RunJobAsync<RefundJob>();
            waits.Add((await app.GetRefundsAsync(order))[0].NextTryAt - app.Clock.GetUtcNow());
            app.Clock.Advance(waits[^1]);
        }

        Assert.Equal(waits.Order(), waits);
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromHours(1)), (waits[0], waits[^1]));
        app.BeforeRefund = _ => { };
        await app.RunJobAsync<RefundJob>();
        Assert.Equal(OrderStatus.Refunded, (await app.ReloadAsync(order)).Status);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_refused_refund_can_be_retried_by_staff(DatabaseProvider database)
    {
        app = (RefundHookVenue)venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1, "ada+refund-fails-once@example.com");
        var refund = await app.StartRefundAsync(order);
        await app.RunJobAsync<RefundJob>();
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.RunJobAsync<RefundJob>();
        var failed = Assert.Single(await app.GetRefundsAsync(order));
        Assert.Equal((RefundStatus.Failed, 1), (failed.Status, failed.Attempts));
        Assert.Contains("closed", failed.LastError, StringComparison.Ordinal);
        Assert.Equal(["order-confirmation"], await app.GetNotificationKindsAsync(order));
        await app.AssertInvariantsAsync();

        var retries = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => app.UseAsync<RetryRefund, bool>(retry => retry.RetryAsync(refund.Id, Ct)), Ct))
        );
        Assert.Single(retries, true);
        await app.RunJobAsync<RefundJob>();
        Assert.Equal([1500], await app.GetSandboxRefundsAsync(order));
        Assert.Equal(OrderStatus.Refunded, (await app.ReloadAsync(order)).Status);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_of_a_killed_process_is_retried_after_its_lease(DatabaseProvider database)
    {
        app = (RefundHookVenue)venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        await app.StartRefundAsync(order);
        app.AfterRefund = _ => throw new OperationCanceledException("Killed.");
        await Assert.ThrowsAsync<OperationCanceledException>(app.RunJobAsync<RefundJob>);
        app.AfterRefund = _ => { };
        await app.RunJobAsync<RefundJob>();
        Assert.Equal(RefundStatus.Pending, (await app.GetRefundsAsync(order))[0].Status);
        app.Clock.Advance(RefundJob.Lease);
        await app.RunJobAsync<RefundJob>();
        Assert.Equal([1500], await app.GetSandboxRefundsAsync(order));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_late_payment_is_refunded_once_and_the_buyer_notified(DatabaseProvider database)
    {
        app = (RefundHookVenue)venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        var code = await app.PlaceHoldAsync(show, "Standing", 1);
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        var order = (await app.FindOrderByHoldAsync(code))!;
        await LoseHoldAsync(order);
        await app.BuyAsync(show, "Standing", 1, "bob@example.com");
        await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        app.Clock.Advance(PaymentSettlementJob.CheckInterval);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SettleAsync(order), Ct)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(app.RunJobAsync<RefundJob>, Ct)));

        Assert.Equal(OrderStatus.PaidTooLate, (await app.ReloadAsync(order)).Status);
        Assert.Equal([1500], await app.GetSandboxRefundsAsync(order));
        Assert.Equal(["order-refunded"], await app.GetNotificationKindsAsync(order));
        Assert.Contains("sold to others", (await app.ComposeRefundMailAsync(order)).Text, StringComparison.Ordinal);
        Assert.Equal(
            1,
            await app.UseAsync<TicketingDbContext, int>(db => db.Set<AuditEntry>().CountAsync(e => e.SubjectId == order.Id.ToString(), Ct))
        );
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task The_database_itself_refuses_to_pay_back_more_than_was_paid(DatabaseProvider database)
    {
        app = (RefundHookVenue)venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var error = await Assert.ThrowsAnyAsync<Exception>(() =>
            app.UseAsync<TicketingDbContext>(db =>
                db.WriteAsync(
                    () =>
                        db.Set<Payment>()
                            .Where(p => p.OrderId == order.Id)
                            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Refunded, 1501), Ct),
                    ct: Ct
                )
            )
        );
        Assert.Contains("ck_payments_refunded", error.Message, StringComparison.Ordinal);
    }

    private Task SettleAsync(Order order) =>
        app.UseAsync<TicketingDbContext>(async db =>
        {
            var payment = await db.Set<Payment>().AsNoTracking().SingleAsync(p => p.OrderId == order.Id, Ct);
            await app.UseAsync<SettlePayment, PaymentStatus>(settle => settle.SettleAsync(payment, Ct));
        });

    // As after a restored backup: the hold has ended while a payment is open.
    private Task LoseHoldAsync(Order order) =>
        app.UseAsync<TicketHolds>(async holds =>
        {
            await app.UseAsync<TicketingDbContext>(db =>
                db.WriteAsync(
                    () =>
                        db.Set<Hold>()
                            .Where(h => h.Id == order.HoldId)
                            .ExecuteUpdateAsync(set => set.SetProperty(h => h.Status, HoldStatus.Live), Ct),
                    ct: Ct
                )
            );
            Assert.True(await holds.ReleaseAsync(order.HoldId, Ct));
        });

    public sealed class RefundHookFixture : VenueFixture
    {
        protected override TicketingApp Create(DatabaseProvider database) => new RefundHookVenue(database);
    }
}
