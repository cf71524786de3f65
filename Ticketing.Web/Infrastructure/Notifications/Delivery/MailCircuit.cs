using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Infrastructure.Notifications.Delivery;

/// <param name="RetryAt">Null while the server is reachable, as far as known.</param>
public sealed record MailCircuitState(DateTimeOffset? RetryAt, string? Reason, DateTimeOffset? Since = null)
{
    public bool IsOpen => RetryAt is not null;
}

/// <summary>
/// Circuit breaker for the mail server. While it is open, one message at a time probes the server, at intervals of up to five minutes.
/// </summary>
public sealed class MailCircuit(TimeProvider clock)
{
    private static readonly Backoff ProbeDelay = RetryPolicy.RetryDelay with { MaxDelay = TimeSpan.FromMinutes(5) };
    private readonly Lock change = new();
    private volatile MailCircuitState state = new(RetryAt: null, Reason: null);
    private int failures;

    public MailCircuitState State => state;

    /// <summary>True if the circuit is closed or a probe is due.</summary>
    public bool AllowsAttempt =>
        state.RetryAt is not { } retryAt
        || retryAt <= clock.GetUtcNow()
        || retryAt > clock.GetUtcNow() + ProbeDelay.MaxDelayWithJitter + ClockSkew.Max;

    /// <returns>Delay until the next probe.</returns>
    public TimeSpan Open(string reason)
    {
        lock (change)
        {
            var wait = ProbeDelay.GetDelay(failures++);
            var now = clock.GetUtcNow();
            state = new MailCircuitState(now + wait, reason, state.Since ?? now);
            return wait;
        }
    }

    /// <returns>True if it was open.</returns>
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
