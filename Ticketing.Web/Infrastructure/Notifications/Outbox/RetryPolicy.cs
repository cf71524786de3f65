using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Infrastructure.Notifications.Outbox;

internal static class RetryPolicy
{
    /// <summary>Own failures (not the server's) in composing or sending a message before it is given up.</summary>
    public const int MaxFaults = 3;

    /// <summary>Counted from when it was queued, or queued again by staff.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(72);

    public static readonly Backoff RetryDelay = new(TimeSpan.FromSeconds(10), TimeSpan.FromHours(1), Jitter: 0.5);
}
