using Ticketing.Hosting;
using Ticketing.Orders;
using Ticketing.Orders.Search;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Data;

/// <summary>SQLite does not update statistics by itself.</summary>
public sealed class CountingForThePlanner
{
    private const string AlongTheDays = "ix_orders_paid_at_id (paid_at>? AND paid_at<?)";
    private static readonly DateTimeOffset Begin = new(2029, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Also on connections opened before, which live for days.</summary>
    [Fact]
    public async Task After_the_upkeep_a_days_sales_are_found_along_their_days()
    {
        await using var app = new WatchedApp(Ticketing.Settings.DatabaseProvider.Sqlite, "orders");
        await app.StoreHistoryAsync(new Random(5), [await app.PublishAsync()], 1500, Begin, Begin.AddDays(730));
        Assert.DoesNotContain(AlongTheDays, await PlanAsync(app), StringComparison.Ordinal);
        await app.RunAsync<DatabaseUpkeep>();
        Assert.Contains(AlongTheDays, await PlanAsync(app), StringComparison.Ordinal);
    }

    private static async Task<string> PlanAsync(WatchedApp app)
    {
        await app.UseAsync<OrderSearch>(search => search.PageAsync(
            new OrderFilter(Channel: OrderChannel.Online, From: Begin.AddDays(300), Until: Begin.AddDays(301), Sold: true), null, Ct));
        return await app.ExplainLastAsync();
    }
}
