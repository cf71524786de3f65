using System.Collections.Concurrent;
using System.Diagnostics;
using Ticketing.Bench.Rush.Results;
using Ticketing.Bench.Rush.Serving;
using Ticketing.Features.Events;

namespace Ticketing.Bench.Rush.Buying;

/// <summary>
/// An on-sale that sells out: buyers arrive whether earlier ones are finished or not, with a peak of 134 a second, and many of them want
/// several ticket types. In the trace the tickets were gone after 13 seconds.
/// </summary>
internal static class ReplayScenario
{
    public const string Command = "replay";
    private const int Seed = 7;
    private const int CapacityOfType = 800;
    private const int MaxQuantity = 3;

    /// <summary>Buyers in each second.</summary>
    private static readonly int[] Arrivals = [58, 134, 127, 118, 107, 98, 90, 83, 77, 71, 66, 62, 58, 49, 41, 34, 28, 22];

    private static readonly TimeSpan NoteInterval = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken ct)
    {
        var show = RushShows.Create(1, CapacityOfType);
        using var venue = await RushVenue.CreateAsync([show], postgres: null, ct);
        Replay replay;
        await using (var server = await AppServer.StartAsync(venue, AppServer.Defaults, ct))
        {
            replay = await ReplayAsync(server, show, ct);
        }

        var problems = replay.Problems.GroupBy(problem => problem);
        foreach (var group in problems)
        {
            Note.Write($"replay: {group.Count()} failed with {group.Key}");
        }

        return
        [
            Figure.None("replay of an on-sale: failed", replay.Problems.Count),
            Figure.None("replay of an on-sale: tickets not sold", (show.TicketTypes.Count * CapacityOfType) - replay.Tickets),
            Figure.Information("replay of an on-sale: last ticket sold after", replay.SoldOutAfter.TotalSeconds, " s"),
            Figure.AtMost("replay of an on-sale: slowest step, p99", replay.Times.SlowestP99, " ms", 1500),
            .. replay.Times.GetFigures("replay of an on-sale"),
            await Invariants.CheckAsync("replay", venue.Database, replay.Bought, ct),
        ];
    }

    private static async Task<Replay> ReplayAsync(ServerProcess server, Event show, CancellationToken ct)
    {
        using var load = new OrderLoad([server], show);
        var (replay, random, buyers, watch) = (new Replay(), new Random(Seed), new List<Task>(), Stopwatch.StartNew());
        for (var second = 0; second < Arrivals.Length; second++)
        {
            for (var i = 0; i < Arrivals[second]; i++)
            {
                var due = TimeSpan.FromSeconds(second + ((double)i / Arrivals[second]));
                buyers.Add(BuyAsync(load, replay, due, ChooseQuantities(random, show.TicketTypes.Count), watch, ct));
            }
        }

        var all = Task.WhenAll(buyers);
        while (await Task.WhenAny(all, Task.Delay(NoteInterval, ct)) != all)
        {
            Note.Write($"replay: {replay.Bought:N0} orders, {buyers.Count(buyer => !buyer.IsCompleted):N0} buyers are still there");
        }

        await all;
        await BuyRestAsync(load, replay, show, watch, ct);
        return replay;
    }

    private static async Task BuyAsync(OrderLoad load, Replay replay, TimeSpan due, int[] quantities, Stopwatch watch, CancellationToken ct)
    {
        await Task.Delay(due, ct);
        var outcome = await OrderLoad.TryBuyAsync(load.CreateBuyer(0, replay.Times), quantities, replay.Problems, ct);
        if (outcome == PurchaseOutcome.Bought)
        {
            replay.Add(quantities.Sum(), watch.Elapsed);
        }
    }

    // Buyers who wanted several get none if fewer are left.
    private static async Task BuyRestAsync(OrderLoad load, Replay replay, Event show, Stopwatch watch, CancellationToken ct)
    {
        for (var type = 0; type < show.TicketTypes.Count; type++)
        {
            int before;
            do
            {
                before = replay.Bought;
                await BuyAsync(load, replay, TimeSpan.Zero, [.. Enumerable.Range(0, type + 1).Select(i => i == type ? 1 : 0)], watch, ct);
            } while (replay.Bought > before);
        }
    }

    /// <returns>At least one ticket; of several types for about half of the buyers.</returns>
    private static int[] ChooseQuantities(Random random, int types)
    {
        var quantities = new int[types];
        quantities[random.Next(types)] = random.Next(1, MaxQuantity + 1);
        if (random.Next(2) == 0)
        {
            quantities[random.Next(types)] = 1;
        }

        return quantities;
    }

    private sealed class Replay
    {
        private readonly Lock gate = new();

        public StepTimes Times { get; } = new();

        public ConcurrentBag<string> Problems { get; } = [];

        public int Bought { get; private set; }

        public int Tickets { get; private set; }

        public TimeSpan SoldOutAfter { get; private set; }

        public void Add(int tickets, TimeSpan at)
        {
            lock (gate)
            {
                (Bought, Tickets, SoldOutAfter) = (Bought + 1, Tickets + tickets, at);
            }
        }
    }
}
