using Ticketing.Bench.Rush.Results;
using Ticketing.Bench.Rush.Serving;

namespace Ticketing.Bench.Rush.Buying;

/// <summary>Complete guest orders on SQLite, with mails composed meanwhile.</summary>
internal static class RushScenario
{
    public const string Command = "rush";
    private const int AtOnce = 32;
    private const int ManyAtOnce = 1_000;
    private const int FirstOrders = 300;
    private const int MaxOrders = 20_000;
    private const int Capacity = 1_000_000;
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan MaxFirst = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken ct)
    {
        var commitsBefore = CommitLimit.Measure();
        var show = RushShows.Create(1, Capacity);
        using var venue = await RushVenue.CreateAsync([show], postgres: null, ct);
        var server = await AppServer.StartAsync(venue, AppServer.Defaults, ct);
        OrderRun first,
            warm,
            many;
        double memory;
        await using (server)
        {
            using var load = new OrderLoad([server], show);
            first = await load.RunAsync("first orders", AtOnce, FirstOrders, MaxFirst, ct);
            warm = await load.RunAsync("32 at once", AtOnce, MaxOrders, Duration, ct);
            many = await load.RunAsync("1,000 at once", ManyAtOnce, MaxOrders, Duration, ct);
            memory = server.Memory / Megabyte;
        }

        var limit = (commitsBefore + CommitLimit.Measure()) / 2 / CommitLimit.CommitsPerOrder;
        return
        [
            .. GetOrderFigures("orders, 32 at once", warm, limit),
            Figure.AtMost("orders, 32 at once: hold, p99", warm.Times[PurchaseStep.Hold].Get(0.99), " ms", 100),
            .. GetOrderFigures("orders, 1,000 at once", many, limit),
            Figure.AtMost("orders, 1,000 at once: slowest step, p99", many.Times.SlowestP99, " ms", 1500),
            Figure.AtLeast("the first 300 orders after a start", first.PerSecond, warm.PerSecond, 0.5),
            Figure.None("the first 300 orders: failed", first.Problems.Count),
            Figure.AtMost("resident memory after the rush", memory, " MB", 220),
            await Invariants.CheckAsync("rush", venue.Database, first.Bought + warm.Bought + many.Bought, ct),
        ];
    }

    private static IEnumerable<Figure> GetOrderFigures(string scenario, OrderRun run, double limit)
    {
        run.Report(scenario);
        return
        [
            Figure.AtLeast(scenario, run.PerSecond, limit, 0.1),
            Figure.Information($"{scenario}: stretch", run.PerSecond / limit, "") with
            {
                ToReach = "≥ 0.25",
            },
            Figure.None($"{scenario}: failed", run.Problems.Count),
            .. run.Times.GetFigures(scenario),
        ];
    }
}
