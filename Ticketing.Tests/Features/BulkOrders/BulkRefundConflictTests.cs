using Microsoft.EntityFrameworkCore;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Cancellations;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.BulkOrders;

/// <summary>Bulk refunds while something else happens to the same orders.</summary>
public sealed class BulkRefundConflictTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task A_dispute_that_arrives_while_the_order_is_locked_prevents_its_refund()
    {
        app = venues.On(DatabaseProvider.Postgres);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var run = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(order));
        await RunWhileLockedAsync(
            db => db.Set<Hold>().Where(h => h.Id == order.HoldId).Select(h => h.Id).ForUpdate().SingleAsync(Ct),
            () => app.DisputeAsync(order)
        );
        Assert.Empty(await app.GetRefundsAsync(order));
        Assert.Equal(BulkSkipReason.Disputed, Assert.Single((await app.GetBulkProgressAsync(run)).Problems).Skip);
    }

    [OnPostgres]
    public async Task An_order_whose_event_is_being_cancelled_waits_for_the_cancellation()
    {
        app = venues.On(DatabaseProvider.Postgres);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        var run = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(order));
        await RunWhileLockedAsync(
            db =>
                db.Set<Event>()
                    .Where(e => e.Id == show.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, EventStatus.Cancelled), Ct),
            () => Task.CompletedTask
        );
        Assert.Empty(await app.GetRefundsAsync(order));
        Assert.Equal(BulkSkipReason.EventCancelled, Assert.Single((await app.GetBulkProgressAsync(run)).Problems).Skip);
    }

    [Theory, OnBothDatabases]
    public async Task Buyers_of_an_event_cancelled_meanwhile_get_all_their_money_and_are_told(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        var request = await app.ConfirmBulkAsync(BulkAction.Refund, BulkSteps.AllOf(show.Id)) with { KeepBookingFee = true };
        Assert.Equal(StartBulkOutcome.Started, await app.StartBulkAsync(request));
        await app.CancelAsync(show);
        Assert.Equal(
            BulkSkipReason.EventCancelled,
            Assert.Single((await app.PlanBulkAsync(BulkAction.Refund, BulkSteps.AllOf(show.Id))).Skipped).Key
        );
        Assert.Empty((await app.PlanBulkAsync(BulkAction.Resend, BulkSteps.AllOf(show.Id))).Skipped);

        await app.RunJobAsync<BulkJob>();
        await app.RunAllJobsAsync();
        var problem = Assert.Single((await app.GetBulkProgressAsync(request.RunId)).Problems);
        Assert.Equal((order.Reference, BulkSkipReason.EventCancelled), (problem.Reference, problem.Skip));
        var refund = Assert.Single(await app.GetRefundsAsync(order));
        Assert.Equal((3000, RefundCause.EventCancelled), (refund.Amount, refund.Cause));
        Assert.Contains(ProcessCancellationEntry.NoticeKind, await app.GetNotificationKindsAsync(order));
    }

    /// <summary>Starts the job once the row is locked, and ends the transaction after the job has come to wait for it.</summary>
    private async Task RunWhileLockedAsync<T>(Func<TicketingDbContext, Task<T>> lockRow, Func<Task> meanwhile)
    {
        var work = Task.CompletedTask;
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                async () =>
                {
                    await lockRow(db);
                    work = Task.Run(app.RunJobAsync<BulkJob>, Ct);
                    while (await CountBlockedAsync(db) == 0)
                    {
                        Assert.False(work.IsCompleted, "The job does not wait.");
                        await Task.Delay(10, Ct);
                    }

                    await meanwhile();
                },
                Ct
            )
        );
        await work;
    }

    private static Task<int> CountBlockedAsync(TicketingDbContext db) =>
        db
            .Database.SqlQuery<int>(
                $"""SELECT count(*)::int AS "Value" FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"""
            )
            .SingleAsync(Ct);
}
