using Ticketing.Bench.Rush.Results;
using Ticketing.Bench.Rush.Serving;

namespace Ticketing.Bench.Rush.Buying;

/// <summary>CPU and commits of an order on SQLite, without its mail.</summary>
internal static class CostScenario
{
    public const string Command = "cost";
    private const int AtOnce = 32;
    private const int WarmUpOrders = 600;
    private const int OrdersAlone = 100;
    private const int MaxOrders = 10_000;
    private const int Capacity = 1_000_000;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken ct)
    {
        var show = RushShows.Create(1, Capacity);
        using var venue = await RushVenue.CreateAsync([show], postgres: null, ct);
        var commits = new CommitCounter(venue.SqlitePath);
        OrderRun warmUp,
            alone,
            rush;
        double commitsAlone,
            commitsInRush;
        await using (var server = await AppServer.StartAsync(venue, AppServer.WithoutMail, ct))
        {
            using var load = new OrderLoad([server], show);
            warmUp = await load.RunAsync("warming up", AtOnce, WarmUpOrders, Duration * 2, ct);
            (alone, commitsAlone) = await RunAsync(() => load.RunAsync("one at a time", 1, OrdersAlone, Duration, ct), commits);
            (rush, commitsInRush) = await RunAsync(() => load.RunAsync("32 at once", AtOnce, MaxOrders, Duration, ct), commits);
        }

        rush.Report("cost of an order");
        return
        [
            Figure.AtMost("an order in a rush: CPU of the server", rush.CpuMillisecondsPerOrder, " ms", 8),
            Figure.AtMost("an order alone: CPU of the server", alone.CpuMillisecondsPerOrder, " ms", 8),
            Figure.Information("an order alone: duration", alone.MillisecondsPerOrder, " ms"),
            Figure.AtMost("an order alone: durable commits", commitsAlone, "", 4),
            Figure.AtMost("an order in a rush: durable commits", commitsInRush, "", 1),
            Figure.Information("orders without mail, 32 at once", rush.PerSecond, "/s"),
            Figure.None("cost of an order: failed", warmUp.Problems.Count + alone.Problems.Count + rush.Problems.Count),
            await Invariants.CheckAsync("cost", venue.Database, warmUp.Bought + alone.Bought + rush.Bought, ct),
        ];
    }

    private static async Task<(OrderRun Run, double CommitsPerOrder)> RunAsync(Func<Task<OrderRun>> buy, CommitCounter commits)
    {
        var before = commits.Read();
        var run = await buy();
        return (run, (double)(commits.Read() - before) / Math.Max(run.Bought, 1));
    }
}
