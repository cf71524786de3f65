using Microsoft.EntityFrameworkCore;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Insights.Today;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
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
}
