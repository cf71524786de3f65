namespace Ticketing.Tests.Support.FakeStripe;

public enum FakeIntentStatus
{
    RequiresPaymentMethod,
    Processing,
    Succeeded,
    Canceled,
}

public sealed class FakeIntent : FakeObject
{
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public string? Description { get; init; }
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
    public required IReadOnlyList<string> Methods { get; init; }
    public FakeIntentStatus Status { get; internal set; }

    /// <summary>Reason for the last refusal, worded for the buyer.</summary>
    public string? LastError { get; internal set; }

    public FakeCharge? LatestCharge { get; internal set; }
}
