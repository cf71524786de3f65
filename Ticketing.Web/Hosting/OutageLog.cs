using Ticketing.Data;

namespace Ticketing.Hosting;

/// <summary>Logs each outage once, however many jobs see it.</summary>
public sealed partial class OutageLog(TimeProvider clock, ILogger<OutageLog> log)
{
    private readonly Lock turn = new();
    private DateTimeOffset? since;

    public void Note(string pass, Exception error)
    {
        lock (turn)
        {
            if (since is null)
            {
                since = clock.GetUtcNow();
                Began(log, DatabaseErrors.Why(error), pass);
            }
        }
    }

    public void NoteSuccess()
    {
        lock (turn)
        {
            if (since is { } began)
            {
                since = null;
                var duration = clock.GetUtcNow() - began;
                Ended(log, duration);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "The database is unavailable: {Reason}. First seen by {Pass}; all background jobs keep retrying, and recovery is logged here")]
    private static partial void Began(ILogger logger, string reason, string pass);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is available again after {Duration}")]
    private static partial void Ended(ILogger logger, TimeSpan duration);
}
