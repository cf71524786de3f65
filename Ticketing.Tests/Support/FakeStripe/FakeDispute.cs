namespace Ticketing.Tests.Support.FakeStripe;

public enum DisputeStatus
{
    NeedsResponse,
    UnderReview,
    Won,
    Lost,
}

public sealed class FakeDispute : FakeObject
{
    public required FakeCharge Charge { get; init; }
    public required long Amount { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RespondBy { get; init; }
    public DisputeStatus Status { get; internal set; }
    internal List<FakeMovement> Movements { get; } = [];
}
