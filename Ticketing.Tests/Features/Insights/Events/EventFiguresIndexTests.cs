using Ticketing.Features.Insights.Events;
using Ticketing.Features.Insights.Events.Arrivals;
using Ticketing.Features.Insights.Events.Pace;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Events;

public sealed class EventFiguresIndexTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnBothDatabases("events", "pace")]
    [OnBothDatabases("orders", "pace")]
    [OnBothDatabases("order_lines", "pace")]
    [OnBothDatabases("refund_lines", "pace")]
    [OnBothDatabases("orders", "figures")]
    [OnBothDatabases("tickets", "figures")]
    [OnBothDatabases("tickets", "arrivals")]
    public async Task No_table_is_scanned(DatabaseProvider database, string table, string what)
    {
        await using var app = new QueryRecordingApp(database, table);
        var show = await app.GetEventAsync(await app.PublishEventAsync());
        await app.SellAsync(show, "Standing", 2);
        await (
            what switch
            {
                "pace" => app.UseAsync<PaceQueries>(queries => queries.GetForEventAsync(show, Ct)),
                "figures" => app.UseAsync<EventFigureQueries>(queries => queries.GetForEventAsync(show, Ct)),
                _ => app.UseAsync<ArrivalQueries>(queries => queries.GetForEventAsync(show, Ct)),
            }
        );
        var plan = await app.ExplainLastQueryAsync();
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        Assert.True(plan.Split('\n').All(step => !step.StartsWith("SCAN ", StringComparison.Ordinal)), plan);
    }
}
