namespace Ticketing.Tests.Support.FakeStripe;

public abstract class FakeObject
{
    public required string Id { get; init; }

    /// <summary>Whole seconds, as at Stripe.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsLive { get; init; }

    public override string ToString() => Id;
}
