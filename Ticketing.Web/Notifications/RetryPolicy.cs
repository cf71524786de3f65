namespace Ticketing.Notifications;

/// <summary>When to try again, and when to stop.</summary>
internal static class RetryPolicy
{
    /// <summary>Composing or sending that fails this often over one message, and not by the server's word, has a fault, not a bad day.</summary>
    public const int MostFaults = 3;

    /// <summary>Counted from when the message was queued, by staff again where they did.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(72);

    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    private const int EnoughDoublings = 20;

    /// <summary>Doubles with each failure up to <paramref name="longest"/>, spread by half to either side so that not all come back at once.</summary>
    /// <param name="failures">Those before this one.</param>
    public static TimeSpan WaitAfter(int failures, TimeSpan longest)
    {
        var doubled = FirstWait * Math.Pow(2, Math.Min(failures, EnoughDoublings));
        return (doubled < longest ? doubled : longest) * (0.5 + Random.Shared.NextDouble());
    }
}
