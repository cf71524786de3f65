using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Backups;
using Ticketing.Features.Backups.Writing;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Bench.Benchmarks;

/// <summary>Backs a large venue up and restores the backup in a trial, while staff look at their pages.</summary>
internal sealed class BackupBenchmark(BenchmarkTarget target)
{
    public const string Command = "backup";

    private static readonly string[] Pages = ["today page", "dashboard page, 15 days and the 15 before", "orders, all"];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task RunAsync(CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("ticketing-bench-backup-");
        try
        {
            var path = Path.Combine(folder.FullName, "venue.backup");
            Report("pages alone", await MeasurePagesAsync(Task.Delay(TimeSpan.FromSeconds(10), ct), ct), "");
            Report("backup", await MeasureAsync(() => WriteAsync(path, ct), ct), FileSize.Format(new FileInfo(path).Length));
            Report("trial restore", await MeasureAsync(() => VerifyAsync(path, ct), ct), "");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task WriteAsync(string path, CancellationToken ct)
    {
        await using var scope = target.Venue.CreateScope();
        await scope.ServiceProvider.GetRequiredService<WriteBackup>().WriteAsync(path, progress: null, ct);
    }

    private async Task VerifyAsync(string path, CancellationToken ct)
    {
        await using var scope = target.Venue.CreateScope();
        await scope.ServiceProvider.GetRequiredService<VerifyBackup>().VerifyAsync(path, ct);
    }

    private async Task<Measured> MeasureAsync(Func<Task> work, CancellationToken ct) => await MeasurePagesAsync(Task.Run(work, ct), ct);

    /// <summary>Opens the pages one after the other until the work is done.</summary>
    private async Task<Measured> MeasurePagesAsync(Task work, CancellationToken ct)
    {
        var (began, slowest, name) = (Stopwatch.GetTimestamp(), TimeSpan.Zero, "");
        var pages = BenchmarkQueries.All.Where(query => Pages.Contains(query.Name)).ToList();
        for (var i = 0; !work.IsCompleted; i++)
        {
            var (page, opened) = (pages[i % pages.Count], Stopwatch.GetTimestamp());
            await page.RunAsync(target, ct);
            if (Stopwatch.GetElapsedTime(opened) is var took && took > slowest)
            {
                (slowest, name) = (took, page.Name);
            }

            await Task.Delay(Pause, ct);
        }

        await work;
        return new Measured(Stopwatch.GetElapsedTime(began), slowest, name);
    }

    private void Report(string what, Measured measured, string size) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {target.Orders:N0} orders | {measured.Duration.TotalSeconds:0.0} s | {size} | "
                    + $"slowest page {measured.SlowestPage.TotalMilliseconds:0} ms ({measured.PageName}) |"
            )
        );

    private sealed record Measured(TimeSpan Duration, TimeSpan SlowestPage, string PageName);
}
