using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Infrastructure.Hosting.Metrics;

public sealed class JobMetrics
{
    private const string Suffix = "Job";

    private readonly ConcurrentDictionary<string, WatchedJob> jobs = new(StringComparer.Ordinal);
    private readonly Histogram<double> duration;
    private readonly CumulativeCounter failures;
    private readonly TimeProvider clock;

    public JobMetrics(TicketingMeter meter, TimeProvider clock)
    {
        this.clock = clock;
        duration = meter.CreateDuration("ticketing.jobs.duration", "Time that a run of a background job took");
        failures = meter.CreateCounter("ticketing.jobs.failures", "{run}", "Runs of background jobs that failed", "job_name");
        meter.CreateGauge("ticketing.jobs.lag", "s", "How long a background job's successful run is overdue", ReadLags);
    }

    /// <param name="getInterval">The pause between two runs.</param>
    internal WatchedJob Watch<TJob>(Func<TimeSpan> getInterval, TimeSpan firstDelay)
        where TJob : IBackgroundJob
    {
        var type = typeof(TJob).Name;
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(
            type.EndsWith(Suffix, StringComparison.Ordinal) ? type[..^Suffix.Length] : type
        );
        failures.Add(name, 0);
        return jobs.GetOrAdd(name, _ => new WatchedJob(name, getInterval, clock.GetUtcNow() + firstDelay));
    }

    /// <param name="startedAt">Timestamp.</param>
    internal void RecordDone(WatchedJob job, long startedAt)
    {
        job.LastDone = clock.GetUtcNow();
        if (duration.Enabled)
        {
            duration.Record(clock.GetElapsedTime(startedAt).TotalSeconds, KeyValuePair.Create<string, object?>("job_name", job.Name));
        }
    }

    internal void RecordFailure(WatchedJob job) => failures.Add(job.Name);

    private IEnumerable<Measurement<double>> ReadLags()
    {
        var now = clock.GetUtcNow();
        return jobs.Values.Select(job => new Measurement<double>(
            job.GetLag(now).TotalSeconds,
            KeyValuePair.Create<string, object?>("job_name", job.Name)
        ));
    }
}

/// <param name="start">When it runs for the first time.</param>
internal sealed class WatchedJob(string name, Func<TimeSpan> getInterval, DateTimeOffset start)
{
    private long lastDoneTicks = start.UtcTicks;

    public string Name => name;

    public DateTimeOffset LastDone
    {
        get => new(Interlocked.Read(ref lastDoneTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref lastDoneTicks, value.UtcTicks);
    }

    /// <returns>Zero until the next run is due.</returns>
    public TimeSpan GetLag(DateTimeOffset now) => now - LastDone - getInterval() is var late && late > TimeSpan.Zero ? late : TimeSpan.Zero;
}
