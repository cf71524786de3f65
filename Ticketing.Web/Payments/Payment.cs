using Ticketing.Settings;

namespace Ticketing.Payments;

public enum PaymentStatus
{
    /// <summary>Recorded here; the provider may or may not know it yet.</summary>
    Opening,

    /// <summary>The provider shows the buyer a page on which it can be paid.</summary>
    Open,
    Paid,

    /// <summary>Refused by the bank. The buyer may try again: that is a new payment.</summary>
    Declined,

    /// <summary>Given up by the buyer.</summary>
    Cancelled,

    /// <summary>The provider confirmed that it can no longer be paid.</summary>
    Expired,
}

/// <summary>One attempt to pay an order.</summary>
public sealed class Payment
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid OrderId { get; init; }

    /// <summary>1, 2, 3 … within the order.</summary>
    public required int Attempt { get; init; }
    public required PaymentProvider Provider { get; init; }
    public PaymentStatus Status { get; private set; } = PaymentStatus.Opening;

    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }
    public required string Currency { get; init; }

    /// <summary>What has gone back or is promised to, never more than <see cref="Amount"/>.</summary>
    public long Refunded { get; private set; }

    /// <summary>What the provider keeps of it, in minor units; null while the provider has not said.</summary>
    public long? Fee { get; private set; }

    // What the provider is told is kept as it was first told: the same key with other words is refused.
    public required string BuyerEmail { get; init; }
    public required string Title { get; init; }
    public required string ReturnUrl { get; init; }

    /// <summary>Where the provider sends buyers who left its page without paying.</summary>
    public string LeaveUrl => ReturnUrl + "?left=true";

    /// <summary>Sent with every call that opens this attempt: repeated after a crash it opens the same session.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>What brings the buyer back from the provider, and is good for seeing the order for a while.</summary>
    public required string ReturnCode { get; init; }
    public string? SessionId { get; private set; }

    /// <summary>The provider's name for the money that moved: what refunds, disputes and fees are known by there.</summary>
    public string? Reference { get; private set; }

    /// <summary>Since when the buyer has done all and the bank takes its days: nothing is paid yet, and nothing can be paid twice.</summary>
    public DateTimeOffset? ProcessingSince { get; private set; }

    /// <summary>Where the buyer pays.</summary>
    public string? PageUrl { get; private set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Ours: from here on we ask the provider to close the session.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The provider's own, a little later. Persisted, because a repeated call must say the same.</summary>
    public required DateTimeOffset SessionExpiresAt { get; init; }

    /// <summary>When the reconciler asks next.</summary>
    public required DateTimeOffset NextCheckAt { get; init; }
    public DateTimeOffset? SettledAt { get; private set; }

    public Money Money => new(Amount, Currency);

    public bool IsUnsettled => Status is PaymentStatus.Opening or PaymentStatus.Open;
}
