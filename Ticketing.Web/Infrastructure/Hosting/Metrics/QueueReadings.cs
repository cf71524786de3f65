using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.Startup;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Infrastructure.Hosting.Metrics;

/// <summary>Reads all queues with one statement, at most every few seconds however many programs scrape.</summary>
internal sealed partial class QueueReadings : IDisposable
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    /// <summary>A scrape must not wait for a database that does not answer.</summary>
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(2);

    private readonly WatchedQueue[] queues;
    private readonly IServiceScopeFactory scopes;
    private readonly DatabaseStartup startup;
    private readonly TimeProvider clock;
    private readonly ILogger<QueueReadings> log;
    private readonly SemaphoreSlim gate = new(1);
    private volatile Reading? latest;

    public QueueReadings(
        IEnumerable<WatchedQueue> queues,
        IServiceScopeFactory scopes,
        DatabaseStartup startup,
        TicketingMeter meter,
        TimeProvider clock,
        ILogger<QueueReadings> log
    )
    {
        (this.queues, this.scopes, this.startup, this.clock, this.log) = ([.. queues], scopes, startup, clock, log);
        meter.CreateGauge("ticketing.queue.length", "{item}", "Work that is due and not done yet", ReadLengths);
        meter.CreateGauge("ticketing.queue.oldest_age", "s", "How long the oldest of it has been due", ReadAges);
    }

    /// <summary>
    /// If they cannot be read, nothing is known of the queues until the next reading. Scrapes that come meanwhile do not wait.
    /// </summary>
    public async Task RefreshIfOldAsync(CancellationToken ct)
    {
        if (IsCurrent || !startup.IsComplete || !await gate.WaitAsync(TimeSpan.Zero, ct))
        {
            return;
        }

        try
        {
            if (!IsCurrent)
            {
                await ReadAsync(ct);
            }
        }
#pragma warning disable CA1031 // The other metrics are shown whatever is wrong with the queues.
        catch (Exception error) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var reason = DatabaseErrors.Describe(error);
            NotRead(log, reason);
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task RefreshAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            await ReadAsync(ct);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private bool IsCurrent => latest is { } reading && clock.GetElapsedTime(reading.Timestamp) < MaxAge;

    private async Task ReadAsync(CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(MaxDuration, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        IReadOnlyList<QueueState>? states = null;
        try
        {
            states = await ListAsync(stop.Token);
        }
        finally
        {
            latest = new Reading(clock.GetTimestamp(), clock.GetUtcNow(), states);
        }
    }

    private async Task<IReadOnlyList<QueueState>> ListAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TicketingDbContext>();
        var now = clock.GetUtcNow();
        var waiting = queues
            .Select((queue, index) => queue.DueSince(db, now).Select(since => new { Queue = index, Since = since }))
            .Aggregate((all, next) => all.Concat(next));
        return await waiting
            .GroupBy(item => item.Queue)
            .Select(group => new QueueState(group.Key, group.Count(), group.Min(item => item.Since)))
            .ToListAsync(ct);
    }

    private IEnumerable<Measurement<long>> ReadLengths() =>
        latest is not { States: not null } reading
            ? []
            : queues.Select((queue, index) => new Measurement<long>(reading.Find(index)?.Length ?? 0, Label(queue)));

    private IEnumerable<Measurement<double>> ReadAges() =>
        latest is not { States: not null } reading
            ? []
            : queues.Select(
                (queue, index) =>
                    new Measurement<double>(
                        reading.Find(index) is { } state ? Math.Max(0, (reading.At - state.Since).TotalSeconds) : 0,
                        Label(queue)
                    )
            );

    private static KeyValuePair<string, object?> Label(WatchedQueue queue) => new("queue", queue.Name);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The queues could not be read for the metrics: {Reason}")]
    private static partial void NotRead(ILogger logger, string reason);

    private sealed record QueueState(int Queue, int Length, DateTimeOffset Since);

    /// <param name="States">Null if they could not be read.</param>
    private sealed record Reading(long Timestamp, DateTimeOffset At, IReadOnlyList<QueueState>? States)
    {
        public QueueState? Find(int queue) => States?.FirstOrDefault(state => state.Queue == queue);
    }
}
