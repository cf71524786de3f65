namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>What the double keeps, under an id with Stripe's prefix.</summary>
public abstract class FakeObject
{
    public required string Id { get; init; }

    /// <summary>In whole seconds, as Stripe counts.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsLive { get; init; }

    public override string ToString() => Id;
}
