using Ticketing.Bench.Rush.Buying;
using Ticketing.Bench.Rush.Results;
using Ticketing.Bench.Rush.Serving;

namespace Ticketing.Bench.Rush.Scaling;

/// <summary>Complete guest orders on PostgreSQL, with one process and with two on the same machine.</summary>
internal static class PostgresScenario
{
    public const string Command = "postgres";
    private const int AtOnce = 32;
    private const int WarmUpOrders = 600;
    private const int MaxOrders = 10_000;
    private const int Capacity = 1_000_000;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    /// <param name="server">Connection string; databases of their own are created there, and dropped at the end.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(string server, CancellationToken ct)
    {
        var before = await PostgresLimit.MeasureAsync(server, AtOnce, ct);
        var (one, first) = await RunAsync(server, 1, ct);
        var (two, second) = await RunAsync(server, 2, ct);
        var limit = (before + await PostgresLimit.MeasureAsync(server, AtOnce, ct)) / 2;
        return
        [
            Figure.AtLeast("PostgreSQL, one process: orders, 32 at once", one.PerSecond, limit, 0.1),
            Figure.Information("PostgreSQL, one process: stretch", one.PerSecond / limit, "") with
            {
                ToReach = "≥ 0.25",
            },
            Figure.AtLeast("PostgreSQL, two processes against one", two.PerSecond, one.PerSecond, 0.9),
            Figure.AtMost("PostgreSQL: return page, p99", one.Times[PurchaseStep.Return].Get(0.99), " ms", 300),
            Figure.AtMost("PostgreSQL, two processes: return page, p99", two.Times[PurchaseStep.Return].Get(0.99), " ms", 300),
            Figure.Information("PostgreSQL: CPU of the server for an order", one.CpuMillisecondsPerOrder, " ms"),
            Figure.None("PostgreSQL: failed", one.Problems.Count + two.Problems.Count),
            .. one.Times.GetFigures("PostgreSQL"),
            first,
            second,
        ];
    }

    private static async Task<(OrderRun Run, Figure Invariants)> RunAsync(string server, int processes, CancellationToken ct)
    {
        var scenario = processes == 1 ? "PostgreSQL, one process" : "PostgreSQL, two processes";
        await using var database = await TemporaryDatabase.CreateAsync(server, ct);
        var show = RushShows.Create(1, Capacity);
        using var venue = await RushVenue.CreateAsync([show], database.ConnectionString, ct);
        var servers = new List<ServerProcess>();
        OrderRun warmUp,
            run;
        try
        {
            for (var i = 0; i < processes; i++)
            {
                servers.Add(await AppServer.StartAsync(venue, AppServer.Defaults, ct));
            }

            using var load = new OrderLoad(servers, show);
            warmUp = await load.RunAsync($"{scenario}, warming up", AtOnce, WarmUpOrders, Duration * 2, ct);
            run = await load.RunAsync(scenario, AtOnce, MaxOrders, Duration, ct);
        }
        finally
        {
            await Task.WhenAll(servers.Select(process => process.DisposeAsync().AsTask()));
        }

        run.Report(scenario);
        return (run, await Invariants.CheckAsync(scenario, venue.Database, warmUp.Bought + run.Bought, ct));
    }
}
