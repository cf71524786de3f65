using Ticketing.Insights.Figures;
using Ticketing.Insights.Periods;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Insights.Figures;

/// <summary>Queries read only the requested period.</summary>
public sealed class CountingAlongIndexes
{
    private static readonly DateTimeOffset Begin = new(2029, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Period Week = new(new DateOnly(2030, 6, 3), new DateOnly(2030, 6, 9));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnBothDatabases("orders")]
    [OnBothDatabases("refunds")]
    [OnBothDatabases("holds")]
    public async Task No_figure_goes_through_the_whole_history(DatabaseProvider database, string table)
    {
        await using var app = new WatchedApp(database, table);
        var shows = new[] { await app.PublishAsync(), await app.PublishAsync() };
        await app.StoreHistoryAsync(new Random(5), shows, 1500, Begin, Begin.AddDays(730));
        await app.RefreshStatisticsAsync();
        foreach (var filter in new FigureFilter[] { new(Week), new(Week, EventId: shows[1].Id), new(Week, Channel: Ticketing.Orders.OrderChannel.BoxOffice) })
        {
            switch (table)
            {
                case "holds":
                    await app.UseAsync<Funnel>(funnel => funnel.CountAsync(Week, filter.EventId, Ct));
                    break;
                case "refunds":
                    await app.UseAsync<SalesFacts>(async facts => await facts.Refunds(filter).CountAsync(Ct));
                    break;
                default:
                    await app.UseAsync<SalesFacts>(async facts => await facts.Sales(filter).CountAsync(Ct));
                    break;
            }

            var plan = await app.ExplainLastAsync();
            Assert.True(
                plan.Split('\n').All(step => !step.StartsWith("SCAN ", StringComparison.Ordinal)) && !plan.Contains("Seq Scan on", StringComparison.Ordinal),
                $"{filter}:{Environment.NewLine}{plan}");
            Assert.True(plan.Split('\n').Any(IsBoundedByThePeriod), $"{filter}:{Environment.NewLine}{plan}");
        }
    }

    /// <summary>The index scan is bounded at both ends.</summary>
    private static bool IsBoundedByThePeriod(string step) => Moments.Any(moment =>
        step.Contains($"{moment}>? AND {moment}<?", StringComparison.Ordinal)
        || (step.Contains("Index Cond", StringComparison.Ordinal) && step.Contains($"({moment} >=", StringComparison.Ordinal) && step.Contains($"({moment} <", StringComparison.Ordinal)));

    private static readonly string[] Moments = ["paid_at", "requested_at", "placed_at"];
}
