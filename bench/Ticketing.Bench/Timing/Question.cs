namespace Ticketing.Bench.Timing;

/// <summary>One of the program's reads, as a page asks it.</summary>
/// <param name="Ask">Returns how much it found: a question that finds nothing measures nothing.</param>
/// <param name="Limit">How many times as long it may take on the long past; null: told for orientation, on the long past alone.</param>
internal sealed record Question(string Name, Func<IServiceProvider, Subject, CancellationToken, Task<long>> Ask, double? Limit = Question.UsualLimit)
{
    public const double UsualLimit = 1.5;

    public async Task<long> AskAsync(Subject subject, CancellationToken ct)
    {
        await using var scope = subject.Venue.Enter();
        return await Ask(scope.ServiceProvider, subject, ct);
    }
}
