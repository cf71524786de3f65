namespace Ticketing.Bench.Benchmarks;

/// <summary>A read of the app, as a page does it.</summary>
/// <param name="Execute">Returns the number of results, which must be positive.</param>
/// <param name="Limit">Maximum ratio of long to short history; null to measure only the long one, for information.</param>
internal sealed record BenchmarkQuery(
    string Name,
    Func<IServiceProvider, BenchmarkTarget, CancellationToken, Task<long>> Execute,
    double? Limit = BenchmarkQuery.DefaultLimit
)
{
    public const double DefaultLimit = 1.5;

    public async Task<long> RunAsync(BenchmarkTarget subject, CancellationToken ct)
    {
        await using var scope = subject.Venue.CreateScope();
        return await Execute(scope.ServiceProvider, subject, ct);
    }
}
