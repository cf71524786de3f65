using Ticketing.Insights.Nights;
using Ticketing.Insights.Nights.Arrivals;
using Ticketing.Insights.Nights.Pace;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Insights.Nights;

public sealed class ReadingOnlyWhatIsAsked
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
    public async Task No_table_is_gone_through(DatabaseProvider database, string table, string what)
    {
        await using var app = new WatchedApp(database, table);
        var show = await app.ReadAsync(await app.PublishAsync());
        await app.SellAsync(show, "Standing", 2);
        await (what switch
        {
            "pace" => app.UseAsync<PaceBook>(queries => queries.OfAsync(show, Ct)),
            "figures" => app.UseAsync<NightBook>(queries => queries.OfAsync(show, Ct)),
            _ => app.UseAsync<ArrivalBook>(queries => queries.OfAsync(show, Ct)),
        });
        var plan = await app.ExplainLastAsync();
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        Assert.True(plan.Split('\n').All(step => !step.StartsWith("SCAN ", StringComparison.Ordinal)), plan);
    }
}
