using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Ticketing.Bench.Soak;

/// <summary>Visits and buys at a constant rate for a long time, and shows whether memory and the write-ahead log stay flat.</summary>
internal sealed class SoakRun(SoakServer server, SoakOptions options) : IDisposable
{
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(1);

    private readonly Random random = new(options.Seed);
    private readonly ConcurrentQueue<SoakVisitor> waiting = [];
    private readonly List<(double Hours, double Memory)> samples = [];
    private readonly HttpClient client = new(
        new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            MaxConnectionsPerServer = 256,
        }
    )
    {
        BaseAddress = server.Address,
    };
    private ConcurrentBag<double> milliseconds = [];
    private int sent;
    private int failed;
    private int sold;

    public static async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken ct)
    {
        SoakOptions options;
        try
        {
            options = SoakOptions.Read(args);
        }
        catch (ArgumentException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            Console.Error.WriteLine(SoakOptions.Usage);
            return 2;
        }

        await using var server = await SoakServer.StartAsync(ct);
        using var run = new SoakRun(server, options);
        return await run.RunAsync(ct) ? 0 : 1;
    }

    public void Dispose() => client.Dispose();

    /// <returns>False if a request failed.</returns>
    private async Task<bool> RunAsync(CancellationToken ct)
    {
        Console.WriteLine("minute | requests | failed | orders | p99 ms | memory MB | log MB | database MB");
        var watch = Stopwatch.StartNew();
        var nextReport = ReportInterval;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / options.Rate));
        while (watch.Elapsed < options.Duration && server.IsRunning && await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
        {
            // Ticks are lost on a busy machine.
            for (; sent < watch.Elapsed.TotalSeconds * options.Rate; sent++)
            {
                var visitor = waiting.TryDequeue(out var known) ? known : new SoakVisitor(client, server, new Random(random.Next()));
                _ = RequestAsync(visitor, ct);
            }

            if (watch.Elapsed >= nextReport)
            {
                Report(watch.Elapsed);
                nextReport += ReportInterval;
            }
        }

        ReportSlope();
        return failed == 0 && server.IsRunning;
    }

    private async Task RequestAsync(SoakVisitor visitor, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var (status, goesOn) = await visitor.RequestAsync(ct);
            milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (status >= HttpStatusCode.BadRequest)
            {
                Interlocked.Increment(ref failed);
            }

            if (goesOn)
            {
                waiting.Enqueue(visitor);
            }
            else if (visitor.HasPaid)
            {
                Interlocked.Increment(ref sold);
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            Interlocked.Increment(ref failed);
        }
    }

    private void Report(TimeSpan elapsed)
    {
        var times = Interlocked.Exchange(ref milliseconds, []).Order().ToList();
        var slow = times.ElementAtOrDefault(times.Count * 99 / 100);
        var memory = server.Memory / Megabyte;
        samples.Add((elapsed.TotalHours, memory));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{elapsed.TotalMinutes, 6:0} | {sent, 8} | {failed, 6} | {sold, 6} | {slow, 6:0} | "
                    + $"{memory, 9:0} | {server.LogSize / Megabyte, 6:0.0} | {server.DatabaseSize / Megabyte, 11:0.0}"
            )
        );
    }

    // Of the second half: at first the runtime compiles, and caches fill.
    private void ReportSlope()
    {
        var late = samples[(samples.Count / 2)..];
        if (late.Count < 2)
        {
            return;
        }

        var (meanTime, meanMemory) = (late.Average(s => s.Hours), late.Average(s => s.Memory));
        var slope = late.Sum(s => (s.Hours - meanTime) * (s.Memory - meanMemory)) / late.Sum(s => Math.Pow(s.Hours - meanTime, 2));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Memory in the second half: {slope:+0.0;-0.0} MB an hour"));
    }
}
