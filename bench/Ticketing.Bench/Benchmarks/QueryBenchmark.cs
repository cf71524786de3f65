using System.Diagnostics;
using System.Globalization;

namespace Ticketing.Bench.Benchmarks;

/// <summary>Alternates between the histories, so that a slow moment affects both.</summary>
internal sealed class QueryBenchmark(BenchmarkTarget small, BenchmarkTarget large, BenchOptions options)
{
    /// <summary>Faster queries are repeated within a sample, to reduce noise.</summary>
    private static readonly TimeSpan MinSampleDuration = TimeSpan.FromMilliseconds(20);

    private const int NameWidth = 46;
    private const int WarmUps = 3;

    /// <returns>True if all are within their limits.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        WriteLine("query", $"{Name(small)} ms", $"{Name(large)} ms", "ratio", "limit", "");
        var isKept = true;
        foreach (
            var question in BenchmarkQueries.All.Where(question => question.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase))
        )
        {
            isKept &= question.Limit is { } limit ? await CompareAsync(question, limit, ct) : await ReportAsync(question, ct);
        }

        return isKept;
    }

    private async Task<bool> CompareAsync(BenchmarkQuery question, double limit, CancellationToken ct)
    {
        var times = Math.Max(await WarmUpAsync(question, small, ct), await WarmUpAsync(question, large, ct));
        var (shorts, longs) = (new List<double>(), new List<double>());
        for (var i = 0; i < options.Repeat; i++)
        {
            // Alternates which one goes first.
            var (first, firsts, second, seconds) = i % 2 == 0 ? (small, shorts, large, longs) : (large, longs, small, shorts);
            firsts.Add(await MeasureAsync(question, first, times, ct));
            seconds.Add(await MeasureAsync(question, second, times, ct));
        }

        var ratio = Median(longs) / Median(shorts);
        WriteLine(question.Name, Show(Median(shorts)), Show(Median(longs)), Show(ratio), Show(limit), ratio <= limit ? "ok" : "OVER");
        return ratio <= limit;
    }

    private async Task<bool> ReportAsync(BenchmarkQuery question, CancellationToken ct)
    {
        var times = await WarmUpAsync(question, large, ct);
        var longs = new List<double>();
        for (var i = 0; i < options.Repeat; i++)
        {
            longs.Add(await MeasureAsync(question, large, times, ct));
        }

        WriteLine(question.Name, "", Show(Median(longs)), "", "none", "");
        return true;
    }

    /// <returns>Repetitions per sample.</returns>
    /// <exception cref="InvalidOperationException">The query found nothing.</exception>
    private static async Task<int> WarmUpAsync(BenchmarkQuery question, BenchmarkTarget subject, CancellationToken ct)
    {
        var (found, took) = (0L, TimeSpan.Zero);
        for (var i = 0; i < WarmUps; i++)
        {
            var watch = Stopwatch.StartNew();
            found = await question.RunAsync(subject, ct);
            took = watch.Elapsed;
        }

        return found > 0
            ? (int)Math.Ceiling(MinSampleDuration / took)
            : throw new InvalidOperationException($"'{question.Name}' found nothing.");
    }

    private static async Task<double> MeasureAsync(BenchmarkQuery question, BenchmarkTarget subject, int times, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < times; i++)
        {
            await question.RunAsync(subject, ct);
        }

        return watch.Elapsed.TotalMilliseconds / times;
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Name(BenchmarkTarget subject) =>
        subject.Orders % 1_000_000 == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{subject.Orders / 1_000_000}M")
            : string.Create(CultureInfo.InvariantCulture, $"{subject.Orders / 1000}k");

    private static string Show(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static void WriteLine(string name, params ReadOnlySpan<string> cells)
    {
        Console.Write("| " + name.PadRight(NameWidth));
        foreach (var cell in cells)
        {
            Console.Write(" | " + cell.PadLeft(8));
        }

        Console.WriteLine(" |");
    }
}
