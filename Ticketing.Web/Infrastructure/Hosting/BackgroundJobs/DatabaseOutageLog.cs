using Ticketing.Infrastructure.Data;

namespace Ticketing.Infrastructure.Hosting.BackgroundJobs;

/// <summary>Logs each outage once, however many jobs see it.</summary>
public sealed partial class DatabaseOutageLog(TimeProvider clock, ILogger<DatabaseOutageLog> log)
{
    private readonly Lock gate = new();
    private long? since;
    private long? endedAt;

    /// <param name="startedAt">Timestamp of the run's start. One from before the end of an outage still sees that outage.</param>
    public void ReportFailure(string job, Exception error, long startedAt)
    {
        lock (gate)
        {
            if (since is null && (endedAt is null || startedAt >= endedAt))
            {
                since = clock.GetTimestamp();
                OutageBegan(log, DatabaseErrors.Describe(error), job);
            }
        }
    }

    /// <param name="startedAt">Timestamp of the run's start. One from before the outage may end in it, which proves nothing.</param>
    public void ReportSuccess(long startedAt)
    {
        lock (gate)
        {
            if (since is { } began && startedAt >= began)
            {
                (since, endedAt) = (null, clock.GetTimestamp());
                var duration = clock.GetElapsedTime(began);
                OutageEnded(log, duration);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The database is unavailable: {Reason}. First seen by {Job}; all background jobs keep retrying, and recovery is "
            + "logged here"
    )]
    private static partial void OutageBegan(ILogger logger, string reason, string job);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is available again after {Duration}")]
    private static partial void OutageEnded(ILogger logger, TimeSpan duration);
}
