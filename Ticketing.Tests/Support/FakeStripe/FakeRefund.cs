namespace Ticketing.Tests.Support.FakeStripe;

public enum FakeRefundStatus
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
    public FakeRefundStatus Status { get; internal set; }
    public string? FailureReason { get; internal set; }
    public FakeBalanceTransaction? BalanceTransaction { get; internal set; }
    public FakeBalanceTransaction? FailureBalanceTransaction { get; internal set; }
}
