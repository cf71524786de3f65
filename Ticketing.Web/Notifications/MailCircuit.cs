namespace Ticketing.Notifications;

/// <param name="RetryAt">Null while the server can be reached, as far as is known.</param>
/// <param name="Since">When it was first found out of reach.</param>
public sealed record MailCircuitState(DateTimeOffset? RetryAt, string? Reason, DateTimeOffset? Since = null)
{
    public bool IsOpen => RetryAt is not null;
}

/// <summary>
/// Remembers that the mail server cannot be reached, so that messages wait without being tried in vain. After a while one message tries;
/// the wait grows up to five minutes.
/// </summary>
public sealed class MailCircuit(TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private readonly Lock change = new();
    private volatile MailCircuitState state = new(RetryAt: null, Reason: null);
    private int failures;

    public MailCircuitState State => state;

    /// <summary>True where a message may be tried.</summary>
    public bool LetsPass => state.RetryAt is not { } retryAt || retryAt <= clock.GetUtcNow();

    /// <returns>How long to wait.</returns>
    public TimeSpan Open(string reason)
    {
        lock (change)
        {
            var wait = RetryPolicy.WaitAfter(failures++, LongestWait);
            var now = clock.GetUtcNow();
            state = new MailCircuitState(now + wait, reason, state.Since ?? now);
            return wait;
        }
    }

    /// <returns>Whether it had been open.</returns>
    public bool Close()
    {
        lock (change)
        {
            var wasOpen = state.IsOpen;
            failures = 0;
            state = new MailCircuitState(RetryAt: null, Reason: null);
            return wasOpen;
        }
    }
}
