using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.BulkOrders;

public sealed class BulkRefundTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Every_order_is_refunded_once_though_the_work_is_killed_in_the_middle(DatabaseProvider database)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        var count = TestScale.Count(shortRun: 30, full: 150);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 500));
        for (var i = 0; i < count; i++)
        {
            await app.BuyAsync(show, "Standing", 1, string.Create(CultureInfo.InvariantCulture, $"buyer{i}@example.com"));
        }

        var request = await app.ConfirmBulkAsync(BulkAction.Refund, BulkSteps.AllOf(show.Id));
        var starts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => app.StartBulkAsync(request), Ct)));
        Assert.All(starts, outcome => Assert.Equal(StartBulkOutcome.Started, outcome));
        Assert.Single(await app.GetAuditTrailAsync(request.RunId));

        await KillInTheMiddleAsync(request.RunId, count);
        Assert.InRange(await CountPendingAsync(request.RunId), 1, count - 1);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(app.RunJobAsync<BulkJob>, Ct)));
        await app.RunJobAsync<RefundJob>();
        await app.RunJobAsync<RefundJob>();

        var progress = await app.GetBulkProgressAsync(request.RunId);
        Assert.Equal((count, 0, 0, 0), (progress.Done, progress.Waiting, progress.Failed, progress.Skipped));
        Assert.Equal([new Money(count * 1500, "GBP")], progress.Refunded);
        Assert.NotNull(progress.Run.FinishedAt);
        var refunds = await app.UseAsync<TicketingDbContext, List<Refund>>(db => db.Set<Refund>().AsNoTracking().ToListAsync(Ct));
        Assert.Equal((count, count), (refunds.Count, refunds.DistinctBy(refund => refund.OrderId).Count()));
        Assert.Equal(count * 1500, await app.UseAsync<TicketingDbContext, long>(db => db.Set<SandboxRefund>().SumAsync(r => r.Amount, Ct)));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task The_plan_says_what_goes_back_and_what_is_left_out_and_why(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100), new TicketTypeDraft("Open stage", 0, 100));
        var (whole, part, free) = (
            await app.BuyAsync(show, "Standing", 2),
            await app.BuyAsync(show, "Standing", 3),
            await app.BuyAsync(show, "Open stage", 1)
        );
        await app.StartRefundAsync(part, 2);
        var (refunded, disputed) = (await app.BuyAsync(show, "Standing", 1), await app.BuyAsync(show, "Standing", 1));
        await app.StartRefundAsync(refunded);
        await app.DisputeAsync(disputed);
        var cash = await app.SellAsync(show, "Standing", 1);
        var unpaid = (await app.InsertUnpaidOrdersAsync(show, 1, _ => new Buyer("Unpaid", "", "")))[0];

        var plan = await app.PlanBulkAsync(BulkAction.Refund, BulkSteps.AllOf(show.Id));
        Assert.Equal(
            new[] { (whole.Reference, 3000L, 2800L), (part.Reference, 3000L, 2800L), (free.Reference, 0L, 0L) }.Order(),
            plan.Orders.Select(order => (order.Reference, order.Amount, order.AmountWithoutFee)).Order()
        );
        Assert.Equal((5, 4), (plan.Tickets, plan.LeftOut));
        Assert.Equal(
            new[]
            {
                (unpaid.Reference, BulkSkipReason.NotPaid),
                (refunded.Reference, BulkSkipReason.AlreadyRefunded),
                (disputed.Reference, BulkSkipReason.Disputed),
                (cash.Reference, BulkSkipReason.PaidAtVenue),
            }.Order(),
            plan.Skipped.SelectMany(group => group.Select(order => (order.Reference, group.Key))).Order()
        );
        var ticked = await app.PlanBulkAsync(BulkAction.Refund, BulkSteps.Only(part, cash));
        Assert.Equal((1, 1), (ticked.Orders.Count, ticked.LeftOut));
    }

    [Theory, OnEitherDatabase]
    public async Task Events_of_one_title_are_listed_apart_by_day(DatabaseProvider database)
    {
        app = venues.On(database);
        var (later, show) = (await app.PublishEventAsync(e => e.StartsAt = e.StartsAt.AddDays(7)), await app.PublishEventAsync());
        var orders = new[] { await app.BuyAsync(later, "Standing", 1), await app.BuyAsync(show, "Standing", 2) };
        var plan = await app.PlanBulkAsync(BulkAction.Refund, BulkSteps.Only(orders));
        Assert.Equal(
            new[] { (show.Title, show.StartsAt, 2), (later.Title, later.StartsAt, 1) },
            plan.Events.Select(each => (each.Title, each.StartsAt.ToUniversalTime(), each.Tickets))
        );
    }

    [Theory, OnBothDatabases]
    public async Task Refunds_are_those_that_were_asked_for_in_the_name_of_who_asked(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        var request = await app.ConfirmBulkAsync(BulkAction.Refund, BulkSteps.Only(order)) with { KeepBookingFee = true };
        Assert.Equal(StartBulkOutcome.Started, await app.StartBulkAsync(request));
        await app.RunJobAsync<BulkJob>();
        await app.RunJobAsync<RefundJob>();
        var refund = Assert.Single(await app.GetRefundsAsync(order));
        Assert.Equal((2800, "Power cut", RefundCause.Staff), (refund.Amount, refund.Reason, refund.Cause));
        Assert.Equal([2800], await app.GetSandboxRefundsAsync(order));
        Assert.Contains(SettleRefund.NoticeKind, await app.GetNotificationKindsAsync(order));
    }

    [Theory, OnEitherDatabase]
    public async Task What_changed_since_it_was_shown_is_shown_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        var request = await app.ConfirmBulkAsync(BulkAction.Refund, BulkSteps.AllOf(show.Id));
        await app.BuyAsync(show, "Standing", 1);
        Assert.Equal(StartBulkOutcome.Changed, await app.StartBulkAsync(request));
        Assert.Empty(await app.GetAuditTrailAsync(request.RunId));
        await app.RunJobAsync<BulkJob>();
        Assert.Empty(await app.GetRefundsAsync(order));
    }

    [Theory, OnBothDatabases]
    public async Task An_order_is_skipped_that_was_refunded_or_disputed_before_its_turn(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var (refunded, disputed, other) = (
            await app.BuyAsync(show, "Standing", 1),
            await app.BuyAsync(show, "Standing", 1),
            await app.BuyAsync(show, "Standing", 1)
        );
        var run = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.AllOf(show.Id));
        await app.StartRefundAsync(refunded);
        await app.DisputeAsync(disputed);
        await app.RunJobAsync<BulkJob>();
        await app.RunJobAsync<RefundJob>();
        var progress = await app.GetBulkProgressAsync(run);
        Assert.Equal((1, 0, 0, 2), (progress.Done, progress.Waiting, progress.Failed, progress.Skipped));
        Assert.Equal(
            new[] { (refunded.Reference, BulkSkipReason.AlreadyRefunded), (disputed.Reference, BulkSkipReason.Disputed) }.Order(),
            progress.Problems.Select(problem => (problem.Reference, problem.Skip!.Value)).Order()
        );
        Assert.Single(await app.GetRefundsAsync(refunded));
        Assert.Empty(await app.GetRefundsAsync(disputed));
        Assert.Single(await app.GetRefundsAsync(other));
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_that_the_provider_refuses_is_listed_with_its_reason(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1, "bob+refund-fails-once@example.com");
        var run = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(order));
        await app.RunJobAsync<BulkJob>();
        Assert.Equal(1, (await app.GetBulkProgressAsync(run)).Waiting);
        await app.RunJobAsync<RefundJob>();
        var progress = await app.GetBulkProgressAsync(run);
        Assert.Equal((0, 0, 1), (progress.Done, progress.Waiting, progress.Failed));
        Assert.Contains("account is closed", Assert.Single(progress.Problems).Error, StringComparison.Ordinal);
    }

    private async Task KillInTheMiddleAsync(Guid run, int orders)
    {
        using var kill = new CancellationTokenSource();
        var work = Task.Run(() => app.UseAsync<BulkJob>(job => job.RunOnceAsync(kill.Token)), Ct);
        while (await CountPendingAsync(run) > orders * 5 / 6)
        {
            await Task.Delay(2, Ct);
        }

        await kill.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    private Task<int> CountPendingAsync(Guid run) =>
        app.UseAsync<TicketingDbContext, int>(db =>
            db.Set<BulkEntry>().CountAsync(e => e.RunId == run && e.Status == BulkEntryStatus.Pending, Ct)
        );
}
