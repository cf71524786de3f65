using System.Collections.Concurrent;

namespace Ticketing.Infrastructure.Hosting.Security;

/// <summary>Per process: once a minute for each subject, so that a flood of requests floods neither the log nor the database.</summary>
public sealed class LogThrottle(TimeProvider clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> lastEntered = new(StringComparer.Ordinal);

    /// <param name="subject">One of a limited number, as all are remembered. Never text from a request.</param>
    public bool TryEnter(string subject)
    {
        var now = clock.GetUtcNow();
        var last = lastEntered.GetOrAdd(subject, now - Interval);
        return now - last >= Interval && lastEntered.TryUpdate(subject, now, last);
    }
}
