namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>What becomes of events on their way.</summary>
public sealed record DeliveryPlan
{
    /// <summary>Decides, together with the events' order, about everything that is left to chance.</summary>
    public required int Seed { get; init; }

    /// <summary>Each is told from once to this often.</summary>
    public int MostCopies { get; init; } = 1;

    /// <summary>Copies of one event too are told apart from each other.</summary>
    public bool IsShuffled { get; init; }

    /// <summary>How likely an event is never told, from 0 to 1.</summary>
    public double Loss { get; init; }

    /// <summary>How many are told at the same time.</summary>
    public int Parallel { get; init; } = 1;

    /// <returns>What is told, in this order, and what is lost.</returns>
    internal (IReadOnlyList<FakeEvent> Told, IReadOnlyList<FakeEvent> Lost) Arrange(IReadOnlyList<FakeEvent> events, Random chance)
    {
        List<FakeEvent> lost = [.. events.Where(_ => chance.NextDouble() < Loss)];
        var told = events.Except(lost).SelectMany(happened => Enumerable.Repeat(happened, chance.Next(1, MostCopies + 1))).ToArray();
        if (IsShuffled)
        {
            chance.Shuffle(told);
        }

        return (told, lost);
    }
}
