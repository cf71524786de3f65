using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Ticketing.Bench.Rush.Serving;
using Ticketing.Features.Events;

namespace Ticketing.Bench.Rush.Buying;

/// <summary>Buyers who come one after the other on a number of connections to one or more servers.</summary>
internal sealed class OrderLoad(IReadOnlyList<ServerProcess> servers, Event show) : IDisposable
{
    private static readonly int[] TwoTickets = [2];
    private static readonly TimeSpan NoteInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OrderTimeout = TimeSpan.FromMinutes(2);

    private readonly HttpMessageInvoker http = new(
        new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
        }
    );
    private int buyers;

    public void Dispose() => http.Dispose();

    /// <summary>Ends after this many orders or this time, whichever is first; started orders are finished.</summary>
    public async Task<OrderRun> RunAsync(string label, int atOnce, int maxOrders, TimeSpan maxDuration, CancellationToken ct)
    {
        var (times, problems, started, bought) = (new StepTimes(), new ConcurrentBag<string>(), 0, 0);
        var cpu = GetCpuTime();
        var watch = Stopwatch.StartNew();
        async Task BuyAsync(int connection)
        {
            while (watch.Elapsed < maxDuration && Interlocked.Increment(ref started) <= maxOrders)
            {
                var buyer = CreateBuyer(connection, times);
                if (await TryBuyAsync(buyer, TwoTickets, problems, ct) == PurchaseOutcome.Bought)
                {
                    Interlocked.Increment(ref bought);
                }
            }
        }

        var all = Task.WhenAll(Enumerable.Range(0, atOnce).Select(BuyAsync));
        while (await Task.WhenAny(all, Task.Delay(NoteInterval, ct)) != all)
        {
            Note.Write($"{label}: {bought:N0} of at most {maxOrders:N0} orders, {bought / watch.Elapsed.TotalSeconds:0.0}/s");
        }

        await all;
        return new OrderRun(bought, watch.Elapsed, GetCpuTime() - cpu, times, [.. problems]);
    }

    public RushBuyer CreateBuyer(int connection, StepTimes times) =>
        new(http, servers[connection % servers.Count].Address, show, Interlocked.Increment(ref buyers), times);

    public static async Task<PurchaseOutcome> TryBuyAsync(
        RushBuyer buyer,
        IReadOnlyList<int> quantities,
        ConcurrentBag<string> problems,
        CancellationToken ct
    )
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(OrderTimeout);
        try
        {
            var outcome = await buyer.BuyAsync(quantities, timeout.Token);
            if (outcome == PurchaseOutcome.Failed)
            {
                problems.Add(buyer.LastAnswer);
            }

            return outcome;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            problems.Add($"{error.GetType().Name} after {buyer.LastAnswer}");
            return PurchaseOutcome.Failed;
        }
    }

    private TimeSpan GetCpuTime() => servers.Aggregate(TimeSpan.Zero, (sum, server) => sum + server.CpuTime);
}
