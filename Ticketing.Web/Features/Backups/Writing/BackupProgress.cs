using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Backups.Writing;

/// <summary>Shows the progress of a backup to staff, about once a second, until it is disposed.</summary>
internal sealed class BackupProgress : IProgress<double>, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Guid id;
    private readonly IServiceScopeFactory scopes;
    private readonly PeriodicTimer timer;
    private readonly Task loop;
    private volatile int percent;

    public BackupProgress(Guid id, IServiceScopeFactory scopes, TimeProvider clock)
    {
        (this.id, this.scopes) = (id, scopes);
        timer = new PeriodicTimer(Interval, clock);
        loop = RunAsync();
    }

    public void Report(double value) => percent = (int)(100 * Math.Clamp(value, 0, 1));

    /// <summary>For a part of the work.</summary>
    public IProgress<long> Map(double from, double to, long size) => new Part(this, from, to, Math.Max(1, size));

    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await loop;
    }

    private async Task RunAsync()
    {
        var shown = 0;
        while (await timer.WaitForNextTickAsync())
        {
            if (percent is var now && now != shown)
            {
                shown = now;
                await ShowAsync(now);
            }
        }
    }

    // A backup must not fail because nobody can be told how far it is.
    private async Task ShowAsync(int now)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<BackupRecords>().ReportProgressAsync(id, now, CancellationToken.None);
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error)) { }
    }

    private sealed class Part(BackupProgress whole, double from, double to, long size) : IProgress<long>
    {
        public void Report(long value) => whole.Report(from + ((to - from) * value / size));
    }
}
