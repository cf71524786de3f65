using Microsoft.EntityFrameworkCore;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Insights.Today;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.BulkOrders;

/// <summary>One venue per test, because they look at every run.</summary>
public sealed class BulkFailureTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Failed_refunds_stay_in_sight_until_the_orders_are_refunded(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var (first, second) = (await app.BuyAsync(show, "Standing", 1), await app.BuyAsync(show, "Standing", 1));
        var run = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(first, second));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var resent = await app.StartBulkAsync(BulkAction.Resend, BulkSteps.Only(first));
        await FailAsync(app);
        await app.RunJobAsync<BulkJob>();
        Assert.Equal([resent, run], await GetRecentAsync(app));
        app.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal([new ActionItem.BulkRefundStuck(run, 2)], await GetItemsAsync(app));
        Assert.Equal([run], await GetRecentAsync(app));
        using (var staff = await app.SignInAsStaffAsync())
        {
            var item = (await staff.OpenAsync("/admin")).Document.QuerySelector($".needs li:has(a[href='/admin/orders/bulk/{run}'])")!;
            Assert.Contains("Refund of several orders: 2 orders could not be refunded", item.TextContent, StringComparison.Ordinal);
        }

        await app.StartRefundAsync(first);
        Assert.Equal([new ActionItem.BulkRefundStuck(run, 1)], await GetItemsAsync(app));
        await app.StartRefundAsync(second);
        Assert.Empty(await GetItemsAsync(app));
        Assert.Empty(await GetRecentAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task A_restore_stops_the_emails_that_may_have_been_sent_after_the_backup(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 1, AccountActions.NewEmailAddress());
        var other = await app.BuyAsync(show, "Standing", 1);
        var resent = await app.StartBulkAsync(BulkAction.Resend, BulkSteps.Only(order));
        var refunded = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(other));
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            db.Add(new Restore { BackupCreatedAt = app.Clock.GetUtcNow().AddHours(-1), RestoredAt = app.Clock.GetUtcNow() });
            await db.SaveChangesAsync(Ct);
        });
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var since = await app.StartBulkAsync(BulkAction.Resend, BulkSteps.Only(order));

        var before = await CountMailsAsync(app, order);
        await app.RunJobAsync<BulkJob>();
        Assert.Equal(before + 1, await CountMailsAsync(app, order));
        var stopped = await app.GetBulkProgressAsync(resent);
        Assert.NotNull(stopped.Run.FinishedAt);
        Assert.Equal(
            ("Stopped by a restore: it may have been sent before.", null),
            Assert.Single(stopped.Problems.Select(p => (p.Error, p.Skip)))
        );
        Assert.Equal(1, (await app.GetBulkProgressAsync(since)).Waiting);
        Assert.Single(await app.GetRefundsAsync(other));
        Assert.Empty((await app.GetBulkProgressAsync(refunded)).Problems);
    }

    [Theory, OnBothDatabases]
    public async Task Emails_that_staff_continue_with_after_a_restore_are_sent(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1, AccountActions.NewEmailAddress());
        var id = await app.StartBulkAsync(BulkAction.Resend, BulkSteps.Only(order));
        Assert.True(await app.UseAsync<StopBulkRun, bool>(stop => stop.StopAsync(id, Ct)));
        await app.RunJobAsync<BulkJob>();
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            db.Add(new Restore { BackupCreatedAt = app.Clock.GetUtcNow().AddMinutes(-1), RestoredAt = app.Clock.GetUtcNow() });
            await db.SaveChangesAsync(Ct);
        });
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var digest = await app.GetRemainingDigestAsync(id, BulkAction.Resend);
        Assert.Equal(ContinueBulkOutcome.Continued, await app.ContinueBulkAsync(id, digest));

        var before = await CountMailsAsync(app, order);
        await app.RunJobAsync<BulkJob>();
        Assert.Equal(before + 1, await CountMailsAsync(app, order));
        Assert.Empty((await app.GetBulkProgressAsync(id)).Problems);
    }

    [Theory, OnBothDatabases]
    public async Task A_stopped_run_is_listed_for_30_days_while_orders_are_left(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var id = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(order));
        Assert.True(await app.UseAsync<StopBulkRun, bool>(stop => stop.StopAsync(id, Ct)));
        await app.RunJobAsync<BulkJob>();
        app.Clock.Advance(TimeSpan.FromDays(29));
        for (var i = 0; i < 6; i++)
        {
            await app.StartBulkAsync(BulkAction.Resend, BulkSteps.Only(order));
            await app.RunJobAsync<BulkJob>();
        }

        Assert.Equal(6, (await GetRecentAsync(app)).Count());
        Assert.Contains(id, await GetRecentAsync(app));
        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty(await GetRecentAsync(app));
    }

    private static Task FailAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () => db.Set<BulkEntry>().ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, BulkEntryStatus.Failed), Ct),
                ct: Ct
            )
        );

    private static async Task<IEnumerable<Guid>> GetRecentAsync(TicketingApp app) =>
        (await app.UseAsync<BulkQueries, IReadOnlyList<BulkRun>>(runs => runs.GetRecentAsync(Ct))).Select(run => run.Id);

    private static async Task<IEnumerable<ActionItem>> GetItemsAsync(TicketingApp app) =>
        (await app.UseAsync<ActionItemQueries, IReadOnlyList<ActionItem>>(items => items.GetAsync(isSuperAdmin: false, Ct))).Where(item =>
            item is ActionItem.BulkRefundStuck
        );

    private static Task<int> CountMailsAsync(TicketingApp app, Order order) =>
        app.UseAsync<TicketingDbContext, int>(db => db.Set<Notification>().CountAsync(n => n.OrderId == order.Id, Ct));
}
