using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Ticketing.Bench.Rush.Buying;
using Ticketing.Bench.Rush.Results;
using Ticketing.Bench.Rush.Serving;
using Ticketing.Features.Events;

namespace Ticketing.Bench.Rush.Waiting;

/// <summary>Always the same number of people: whoever has bought is followed by another at the end of the line.</summary>
internal sealed class WaitingCrowd(ServerProcess server, Event show)
{
    private static readonly TimeSpan Arrival = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MaxFinish = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentBag<string> problems = [];
    private readonly ConcurrentDictionary<RushBuyer, bool> present = new();
    private readonly Stopwatch watch = new();
    private readonly StepTimes times = new();
    private int bought;
    private int number;

    public async Task<LineRun> RunAsync(int people, TimeSpan duration, CancellationToken ct)
    {
        using var http = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                UseCookies = false,
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.All,
            }
        );
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        watch.Start();
        var crowd = Enumerable.Range(0, people).Select(i => StayAsync(http, Arrival * i / people, leaving.Token, ending.Token)).ToList();
        await Task.Delay(Arrival + Second, ct);

        var (before, looksBefore, start) = (bought, times[PurchaseStep.Queue].Count, watch.Elapsed);
        var storefront = new Percentiles();
        var probe = ProbeAsync(http, storefront, ending.Token);
        var buying = await WatchAsync(duration, ct);
        var (took, inMeasure, looks) = (watch.Elapsed - start, bought - before, times[PurchaseStep.Queue].Count - looksBefore);

        // Those in line leave; those who have begun to buy finish.
        await leaving.CancelAsync();
        await Task.WhenAny(Task.WhenAll(crowd), Task.Delay(MaxFinish, ct));
        await ending.CancelAsync();
        await Task.WhenAll(crowd.Append(probe));
        return new LineRun(inMeasure, bought, took, buying, looks, times, storefront, [.. problems]);
    }

    private async Task StayAsync(HttpMessageInvoker http, TimeSpan comesAfter, CancellationToken leaving, CancellationToken ct)
    {
        try
        {
            await Task.Delay(comesAfter, leaving);
            while (!leaving.IsCancellationRequested)
            {
                var buyer = new RushBuyer(http, server.Address, show, Interlocked.Increment(ref number), times) { Leaving = leaving };
                present[buyer] = true;
                var outcome = await buyer.BuyAsync([2], ct);
                present.TryRemove(buyer, out _);
                if (outcome == PurchaseOutcome.Bought)
                {
                    Interlocked.Increment(ref bought);
                }
                else
                {
                    problems.Add(buyer.LastAnswer);
                }
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested) { }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            problems.Add(error.Message);
        }
    }

    /// <returns>How many were buying, on average.</returns>
    private async Task<double> WatchAsync(TimeSpan duration, CancellationToken ct)
    {
        var (samples, end) = (new List<int>(), watch.Elapsed + duration);
        while (watch.Elapsed < end)
        {
            await Task.Delay(Second, ct);
            samples.Add(CountBuying());
            if (samples.Count % 5 == 0)
            {
                Note.Write($"in line: {present.Count - samples[^1]:N0} wait, {samples[^1]} buy, {bought:N0} orders so far");
            }
        }

        return samples.Average();
    }

    private int CountBuying() => present.Keys.Count(buyer => !buyer.IsWaiting);

    private async Task ProbeAsync(HttpMessageInvoker http, Percentiles durations, CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested)
            {
                var began = Stopwatch.GetTimestamp();
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, show.GetPath()));
                using var response = await http.SendAsync(request, ct);
                await response.Content.ReadAsByteArrayAsync(ct);
                durations.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                await Task.Delay(ProbeInterval, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
    }
}
