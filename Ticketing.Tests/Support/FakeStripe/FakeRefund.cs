namespace Ticketing.Tests.Support.FakeStripe;

public enum RefundStatus
{
    Pending,
    Succeeded,
    Failed,
}

public sealed class FakeRefund : FakeObject
{
    public required FakeCharge Charge { get; init; }
    public required long Amount { get; init; }
    public string? Reason { get; init; }
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
    public RefundStatus Status { get; internal set; }
    public string? FailureReason { get; internal set; }
    public FakeMovement? Movement { get; internal set; }
    public FakeMovement? ReturnMovement { get; internal set; }
}
