using Ticketing.Features.Insights.Sales;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Sales;

/// <summary>Queries read only the requested period.</summary>
public sealed class SalesFiguresIndexTests
{
    private static readonly DateTimeOffset Begin = new(2029, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Period Week = new(new DateOnly(2030, 6, 3), new DateOnly(2030, 6, 9));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnBothDatabases("orders")]
    [OnBothDatabases("refunds")]
    [OnBothDatabases("holds")]
    public async Task No_figure_scans_the_whole_history(DatabaseProvider database, string table)
    {
        await using var app = new QueryRecordingApp(database, table);
        var shows = new[] { await app.PublishEventAsync(), await app.PublishEventAsync() };
        await app.InsertHistoryAsync(new Random(5), shows, 1500, Begin, Begin.AddDays(730));
        await app.RefreshStatisticsAsync();
        foreach (
            var filter in new SalesFilter[]
            {
                new(Week),
                new(Week, EventId: shows[1].Id),
                new(Week, Channel: Ticketing.Features.Orders.OrderChannel.BoxOffice),
            }
        )
        {
            switch (table)
            {
                case "holds":
                    await app.UseAsync<CheckoutFunnel>(funnel => funnel.GetReportAsync(Week, filter.EventId, Ct));
                    break;
                case "refunds":
                    await app.UseAsync<SalesFactQueries>(async facts => await facts.ReadRefunds(filter).CountAsync(Ct));
                    break;
                default:
                    await app.UseAsync<SalesFactQueries>(async facts => await facts.ReadSales(filter).CountAsync(Ct));
                    break;
            }

            var plan = await app.ExplainLastQueryAsync();
            Assert.True(
                plan.Split('\n').All(step => !step.StartsWith("SCAN ", StringComparison.Ordinal))
                    && !plan.Contains("Seq Scan on", StringComparison.Ordinal),
                $"{filter}:{Environment.NewLine}{plan}"
            );
            Assert.True(plan.Split('\n').Any(IsBoundedByThePeriod), $"{filter}:{Environment.NewLine}{plan}");
        }
    }

    /// <summary>The index scan is bounded at both ends.</summary>
    private static bool IsBoundedByThePeriod(string step) =>
        Moments.Any(moment =>
            step.Contains($"{moment}>? AND {moment}<?", StringComparison.Ordinal)
            || (
                step.Contains("Index Cond", StringComparison.Ordinal)
                && step.Contains($"({moment} >=", StringComparison.Ordinal)
                && step.Contains($"({moment} <", StringComparison.Ordinal)
            )
        );

    private static readonly string[] Moments = ["paid_at", "requested_at", "placed_at"];
}
