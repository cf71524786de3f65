namespace Ticketing.Bench.Timing;

/// <summary>A read of the app, as a page does it.</summary>
/// <param name="Ask">Returns the number of results, which must be positive.</param>
/// <param name="Limit">Maximum ratio of long to short history; null to measure only the long one, for information.</param>
internal sealed record Question(string Name, Func<IServiceProvider, Subject, CancellationToken, Task<long>> Ask, double? Limit = Question.UsualLimit)
{
    public const double UsualLimit = 1.5;

    public async Task<long> AskAsync(Subject subject, CancellationToken ct)
    {
        await using var scope = subject.Venue.Enter();
        return await Ask(scope.ServiceProvider, subject, ct);
    }
}
