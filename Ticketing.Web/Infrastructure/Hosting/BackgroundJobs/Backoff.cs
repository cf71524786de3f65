namespace Ticketing.Infrastructure.Hosting.BackgroundJobs;

/// <summary>Doubles the delay with each failure, from <paramref name="InitialDelay"/> up to <paramref name="MaxDelay"/>.</summary>
/// <param name="Jitter">Fraction by which a delay varies at random: 0.5 is ±50 %.</param>
public sealed record Backoff(TimeSpan InitialDelay, TimeSpan MaxDelay, double Jitter = 0)
{
    private const int MaxDoublings = 20;

    public TimeSpan MaxDelayWithJitter => MaxDelay * (1 + Jitter);

    /// <param name="earlierFailures">Number of failures before the one that is retried now.</param>
    public TimeSpan GetDelay(int earlierFailures)
    {
        var doubled = InitialDelay * Math.Pow(2, Math.Min(earlierFailures, MaxDoublings));
        return (doubled < MaxDelay ? doubled : MaxDelay) * (1 + Jitter * (2 * Random.Shared.NextDouble() - 1));
    }
}
