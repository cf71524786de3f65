namespace Ticketing.Tests.Support.FakeStripe;

public enum FakeSessionStatus
{
    Open,
    Complete,
    Expired,
}

/// <param name="UnitAmount">Minor units.</param>
public sealed record FakeLineItem(string Id, string Name, string? Description, long UnitAmount, long Quantity)
{
    public long Total => UnitAmount * Quantity;
}

public sealed class FakeSession : FakeObject
{
    public required DateTimeOffset ExpiresAt { get; init; }
    public required IReadOnlyList<FakeLineItem> Lines { get; init; }

    /// <summary>Lower case.</summary>
    public required string Currency { get; init; }

    public required string Url { get; init; }

    public required string SuccessUrl { get; init; }
    public string? CancelUrl { get; init; }
    public string? ClientReferenceId { get; init; }
    public string? CustomerEmail { get; init; }
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Copied to the payment intent.</summary>
    public IReadOnlyDictionary<string, string> PaymentMetadata { get; init; } = new Dictionary<string, string>();

    public string? PaymentDescription { get; init; }
    public IReadOnlyList<string> AllowedMethods { get; init; } = [];

    /// <summary>Offered to the buyer.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>Accepted parameters without effect, returned as sent.</summary>
    public IReadOnlyDictionary<string, string> EchoedParameters { get; init; } = new Dictionary<string, string>();

    public FakeSessionStatus Status { get; internal set; }

    /// <summary>Null until a payment is attempted.</summary>
    public FakeIntent? Intent { get; internal set; }

    public bool IsPaid => Intent?.Status == FakeIntentStatus.Succeeded;

    public long Total => Lines.Sum(line => line.Total);
}
