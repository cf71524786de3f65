namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>The Warning states are inquiries: the bank asks and has not taken the money.</summary>
public enum DisputeStatus
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
    private readonly List<FakeMovement> movements = [];

    public required FakeCharge Charge { get; init; }
    public required long Amount { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RespondBy { get; init; }
    public DisputeStatus Status { get; internal set; }

    public bool IsContested { get; internal set; }

    public bool IsInquiry => Status is DisputeStatus.WarningNeedsResponse or DisputeStatus.WarningUnderReview or DisputeStatus.WarningClosed;

    public bool IsOver => Status is DisputeStatus.Won or DisputeStatus.Lost or DisputeStatus.WarningClosed;

    /// <summary>Money that the bank took cannot be refunded again.</summary>
    public bool IsRefundable => IsInquiry || Status == DisputeStatus.Won;

    public IReadOnlyList<FakeMovement> Movements => movements;

    internal void Add(FakeMovement movement) => movements.Add(movement);
}
