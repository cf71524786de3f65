namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>The Warning states are inquiries: the bank asks and has not taken the money.</summary>
public enum FakeDisputeStatus
{
    NeedsResponse,
    UnderReview,
    Won,
    Lost,
    WarningNeedsResponse,
    WarningUnderReview,
    WarningClosed,
}

public sealed class FakeDispute : FakeObject
{
    private readonly List<FakeBalanceTransaction> balanceTransactions = [];

    public required FakeCharge Charge { get; init; }
    public required long Amount { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RespondBy { get; init; }
    public FakeDisputeStatus Status { get; internal set; }

    public bool HasEvidence { get; internal set; }

    public bool IsInquiry =>
        Status is FakeDisputeStatus.WarningNeedsResponse or FakeDisputeStatus.WarningUnderReview or FakeDisputeStatus.WarningClosed;

    public bool IsClosed => Status is FakeDisputeStatus.Won or FakeDisputeStatus.Lost or FakeDisputeStatus.WarningClosed;

    /// <summary>Money that the bank took cannot be refunded again.</summary>
    public bool IsRefundable => IsInquiry || Status == FakeDisputeStatus.Won;

    public IReadOnlyList<FakeBalanceTransaction> BalanceTransactions => balanceTransactions;

    internal void Add(FakeBalanceTransaction movement) => balanceTransactions.Add(movement);
}
