using Ticketing.Data;

namespace Ticketing.Hosting;

/// <summary>
/// Says when the database goes away under the background work, and when it is back: once each, however many loops meet it and however
/// often.
/// </summary>
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

    /// <summary>Some work was done: if there was an outage, it is over.</summary>
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
        "The database cannot be used: {Reason}. Met by {Pass}; all background work is tried again until it can, and then that is said here")]
    private static partial void Began(ILogger logger, string reason, string pass);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database can be used again, after {Duration}")]
    private static partial void Ended(ILogger logger, TimeSpan duration);
}
