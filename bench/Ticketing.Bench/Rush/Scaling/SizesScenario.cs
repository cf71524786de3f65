using Ticketing.Bench.Rush.Buying;
using Ticketing.Bench.Rush.Results;
using Ticketing.Bench.Rush.Serving;
using Ticketing.Features.Events;
using Ticketing.Features.WaitingRoom;

namespace Ticketing.Bench.Rush.Scaling;

/// <summary>Processor time and memory of what a rush consists of. docs/operating.md sizes machines with these figures.</summary>
internal static class SizesScenario
{
    public const string Command = "sizes";
    private const int AtOnce = 32;
    private const int WarmUpOrders = 600;
    private const int MaxOrders = 10_000;
    private const int Requests = 20_000;
    private const int Capacity = 1_000_000;
    private const double Megabyte = 1_000_000;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken ct)
    {
        var (open, queued) = (RushShows.Create(1, Capacity), RushShows.Create(2, Capacity));
        using var venue = await RushVenue.CreateAsync([open, queued, PauseRoom(queued)], postgres: null, ct);
        var settings = new Dictionary<string, string>(AppServer.WithoutMail) { ["WaitingRoom__Enabled"] = "true" };
        await using var server = await AppServer.StartAsync(venue, settings, ct);
        using var load = new OrderLoad([server], open);
        var warmUp = await load.RunAsync("warming up", AtOnce, WarmUpOrders, Duration * 2, ct);
        var orders = await load.RunAsync("32 at once", AtOnce, MaxOrders, Duration, ct);
        using var requests = new RequestCost(server);
        var page = await requests.MeasurePageAsync(open.GetPath(), Requests, ct);
        var look = await requests.MeasureLookAsync(queued, Requests / 4, ct);
        return
        [
            Figure.Information("event page from the cache: CPU of the server", page, " ms"),
            Figure.Information("a look at one's place in the queue: CPU of the server", look, " ms"),
            Figure.Information("an order with its eight requests, without mail: CPU of the server", orders.CpuMillisecondsPerOrder, " ms"),
            Figure.Information("orders, 32 at once", orders.PerSecond, "/s"),
            Figure.Information("resident memory afterwards", server.Memory / Megabyte, " MB"),
            Figure.None("sizes: failed", warmUp.Problems.Count + orders.Problems.Count),
            await Invariants.CheckAsync("sizes", venue.Database, warmUp.Bought + orders.Bought, ct),
        ];
    }

    private static EventWaitingRoom PauseRoom(Event show) =>
        new()
        {
            EventId = show.Id,
            IsOn = true,
            IsPaused = true,
            Round = 1,
            Seed = "bench",
            AdvancedAt = show.CreatedAt,
        };
}
