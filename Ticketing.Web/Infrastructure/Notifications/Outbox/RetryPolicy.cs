namespace Ticketing.Infrastructure.Notifications.Outbox;

internal static class RetryPolicy
{
    /// <summary>Own failures (not the server's) in composing or sending a message before it is given up.</summary>
    public const int MaxFaults = 3;

    /// <summary>Counted from when it was queued, or queued again by staff.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(72);

    public static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);
    private static readonly TimeSpan InitialDelay = TimeSpan.FromSeconds(10);
    private const int MaxDoublings = 20;

    /// <summary>Doubles with each failure up to <paramref name="maxDelay"/>, with ±50 % jitter.</summary>
    public static TimeSpan GetDelay(int failures, TimeSpan maxDelay)
    {
        var doubled = InitialDelay * Math.Pow(2, Math.Min(failures, MaxDoublings));
        return (doubled < maxDelay ? doubled : maxDelay) * (0.5 + Random.Shared.NextDouble());
    }
}
