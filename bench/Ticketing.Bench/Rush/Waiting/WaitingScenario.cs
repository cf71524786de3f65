using Ticketing.Bench.Rush.Buying;
using Ticketing.Bench.Rush.Results;
using Ticketing.Bench.Rush.Serving;
using Ticketing.Features.Events;
using Ticketing.Features.WaitingRoom;

namespace Ticketing.Bench.Rush.Waiting;

/// <summary>Five thousand in line, who reload as their pages tell them and buy at their turn; before that, 64 who need not wait.</summary>
internal static class WaitingScenario
{
    public const string Command = "waiting";
    private const int Waiting = 5_000;
    private const int AtOnce = 64;
    private const int Capacity = 1_000_000;
    private const double MaxMilliseconds = 1_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Alone = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken ct)
    {
        var (open, queued) = (RushShows.Create(1, Capacity), RushShows.Create(2, Capacity));
        using var venue = await RushVenue.CreateAsync([open, queued, OpenRoom(queued)], postgres: null, ct);
        // Each buyer has an address, behind a proxy on this machine.
        var settings = new Dictionary<string, string> { ["WaitingRoom__Enabled"] = "true", ["Proxy__KnownNetworks__0"] = "127.0.0.0/8" };
        var server = await AppServer.StartAsync(venue, settings, ct);
        OrderRun warmUp;
        OrderRun alone;
        LineRun line;
        await using (server)
        {
            using (var load = new OrderLoad([server], open))
            {
                warmUp = await load.RunAsync("warming up", AtOnce, int.MaxValue, WarmUp, ct);
                alone = await load.RunAsync("64 at once, without a line", AtOnce, int.MaxValue, Alone, ct);
            }

            line = await new WaitingCrowd(server, queued).RunAsync(Waiting + AtOnce, Duration, ct);
        }

        alone.Report("without a line");
        return
        [
            Figure.AtLeast($"orders with {Waiting:N0} in line", line.PerSecond, alone.PerSecond, 0.9),
            Figure.AtMost("event page meanwhile, p99", line.Storefront.Get(0.99), " ms", MaxMilliseconds),
            Figure.AtMost("a look at one's place, p99", line.Times[PurchaseStep.Queue].Get(0.99), " ms", MaxMilliseconds),
            Figure.AtMost("slowest step of an order, p99", line.SlowestOrderStep, " ms", MaxMilliseconds),
            Figure.Information("buying at once", line.BuyingAtOnce, ""),
            Figure.Information("looks at a place", line.Looks / line.Duration.TotalSeconds, "/s"),
            Figure.None("failed", line.Problems.Count + alone.Problems.Count),
            .. line.Times.GetFigures("in line"),
            await Invariants.CheckAsync("waiting", venue.Database, warmUp.Bought + alone.Bought + line.BoughtInAll, ct),
        ];
    }

    private static EventWaitingRoom OpenRoom(Event show) =>
        new()
        {
            EventId = show.Id,
            IsOn = true,
            Round = 1,
            Seed = "bench",
            AdvancedAt = show.CreatedAt,
        };
}
