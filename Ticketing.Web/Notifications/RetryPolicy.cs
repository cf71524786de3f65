namespace Ticketing.Notifications;

internal static class RetryPolicy
{
    /// <summary>Own failures (not the server's) in composing or sending a message before it is given up.</summary>
    public const int MostFaults = 3;

    /// <summary>Counted from when it was queued, or queued again by staff.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(72);

    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    private const int EnoughDoublings = 20;

    /// <summary>Doubles with each failure up to <paramref name="longest"/>, with ±50 % jitter.</summary>
    public static TimeSpan WaitAfter(int failures, TimeSpan longest)
    {
        var doubled = FirstWait * Math.Pow(2, Math.Min(failures, EnoughDoublings));
        return (doubled < longest ? doubled : longest) * (0.5 + Random.Shared.NextDouble());
    }
}
