using System.Diagnostics;
using Ticketing.Bench.Rush.Buying;
using Ticketing.Bench.Rush.Results;
using Ticketing.Bench.Rush.Serving;

namespace Ticketing.Bench.Rush.Mailing;

/// <summary>Confirmations with two PDFs for two tickets: their cost, and how far they slow the buyers while many of them wait.</summary>
internal static class MailScenario
{
    public const string Command = "mail";
    private const int AtOnce = 32;
    private const int WarmUpOrders = 400;
    private const int MaxOrders = 10_000;
    private const int Capacity = 1_000_000;
    private static readonly TimeSpan MaxWarmUp = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MaxDrain = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan NoteInterval = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken ct)
    {
        var show = RushShows.Create(1, Capacity);
        using var venue = await RushVenue.CreateAsync([show], postgres: null, ct);
        (int Bought, double PerSecond) without,
            with;
        await using (var server = await AppServer.StartAsync(venue, AppServer.WithoutMail, ct))
        {
            using var load = new OrderLoad([server], show);
            without = await BuyAsync(load, "without mail", ct);
        }

        MailDrain drain;
        await using (var server = await AppServer.StartAsync(venue, AppServer.Defaults, ct))
        {
            using var load = new OrderLoad([server], show);
            with = await BuyAsync(load, "while mails wait", ct);
            drain = await DrainAsync(venue, server, without.Bought + with.Bought, ct);
        }

        return
        [
            Figure.AtMost("a mail with two PDFs: CPU of the server", drain.CpuMilliseconds, " ms", 8),
            Figure.Information("mails composed while nobody buys", drain.PerSecond, "/s"),
            Figure.AtLeast("orders while mails wait, against orders without mail", with.PerSecond, without.PerSecond, 0.75),
            Figure.None("mails: orders without exactly one file after draining", Math.Abs(drain.Missing)),
            await Invariants.CheckAsync("mail", venue.Database, without.Bought + with.Bought, ct),
        ];
    }

    private static async Task<(int Bought, double PerSecond)> BuyAsync(OrderLoad load, string label, CancellationToken ct)
    {
        var warmUp = await load.RunAsync($"{label}, warming up", AtOnce, WarmUpOrders, MaxWarmUp, ct);
        var run = await load.RunAsync(label, AtOnce, MaxOrders, Duration, ct);
        run.Report(label);
        return (warmUp.Bought + run.Bought, run.PerSecond);
    }

    private static async Task<MailDrain> DrainAsync(RushVenue venue, ServerProcess server, int expected, CancellationToken ct)
    {
        int CountFiles() => Directory.EnumerateFiles(venue.MailFolder, "*.eml").Count();
        var (watch, cpu, before) = (Stopwatch.StartNew(), server.CpuTime, CountFiles());
        var count = before;
        while (count < expected && watch.Elapsed < MaxDrain)
        {
            Note.Write($"{count:N0} of {expected:N0} mails");
            await Task.Delay(NoteInterval, ct);
            count = CountFiles();
        }

        var composed = Math.Max(count - before, 1);
        return new MailDrain(composed / watch.Elapsed.TotalSeconds, (server.CpuTime - cpu).TotalMilliseconds / composed, expected - count);
    }

    private sealed record MailDrain(double PerSecond, double CpuMilliseconds, int Missing);
}
