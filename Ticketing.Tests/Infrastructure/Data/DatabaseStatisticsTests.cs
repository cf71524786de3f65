using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

/// <summary>SQLite does not update statistics by itself.</summary>
public sealed class DatabaseStatisticsTests
{
    private const string PaidAtIndex = "ix_orders_paid_at_id (paid_at>? AND paid_at<?)";
    private static readonly DateTimeOffset Begin = new(2029, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Also on connections opened before, which live for days.</summary>
    [Fact]
    public async Task Refreshed_statistics_make_a_days_sales_use_the_date_index()
    {
        await using var app = new QueryRecordingApp(Ticketing.Infrastructure.Configuration.Sections.DatabaseProvider.Sqlite, "orders");
        await app.InsertHistoryAsync(new Random(5), [await app.PublishEventAsync()], 1500, Begin, Begin.AddDays(730));
        Assert.DoesNotContain(PaidAtIndex, await PlanAsync(app), StringComparison.Ordinal);
        await app.RunJobAsync<DatabaseStatisticsJob>();
        Assert.Contains(PaidAtIndex, await PlanAsync(app), StringComparison.Ordinal);
    }

    private static async Task<string> PlanAsync(QueryRecordingApp app)
    {
        await app.UseAsync<OrderSearch>(search =>
            search.GetPageAsync(
                new OrderFilter(Channel: OrderChannel.Online, From: Begin.AddDays(300), Until: Begin.AddDays(301), SoldOnly: true),
                null,
                Ct
            )
        );
        return await app.ExplainLastQueryAsync();
    }
}
