namespace Ticketing.Tests.Support.FakeStripe;

public sealed record DeliveryPlan
{
    /// <summary>Determines all random choices, together with the order of the events.</summary>
    public required int Seed { get; init; }

    /// <summary>Each event is delivered between once and this many times.</summary>
    public int MaxCopies { get; init; } = 1;

    /// <summary>Shuffles the copies of an event too.</summary>
    public bool IsShuffled { get; init; }

    /// <summary>Probability from 0 to 1 that an event is never delivered.</summary>
    public double LossRate { get; init; }

    public int MaxParallelism { get; init; } = 1;

    internal (IReadOnlyList<FakeEvent> Told, IReadOnlyList<FakeEvent> Lost) Apply(IReadOnlyList<FakeEvent> events, Random chance)
    {
        List<FakeEvent> lost = [.. events.Where(_ => chance.NextDouble() < LossRate)];
        var told = events.Except(lost).SelectMany(happened => Enumerable.Repeat(happened, chance.Next(1, MaxCopies + 1))).ToArray();
        if (IsShuffled)
        {
            chance.Shuffle(told);
        }

        return (told, lost);
    }
}
