using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments;

public enum PaymentStatus
{
    /// <summary>The provider may not have a session for it yet.</summary>
    Opening,

    Open,
    Paid,

    /// <summary>Refused by the bank. A retry by the buyer is a new payment.</summary>
    Declined,

    Cancelled,

    /// <summary>The provider has confirmed that it can no longer be paid.</summary>
    Expired,
}

public sealed class Payment
{
    public Guid Id { get; internal init; } = Guid.CreateVersion7();
    public required Guid OrderId { get; init; }

    /// <summary>1, 2, 3 … within the order.</summary>
    public required int Attempt { get; init; }
    public required PaymentProvider Provider { get; init; }
    public PaymentStatus Status { get; private set; } = PaymentStatus.Opening;

    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }
    public required string Currency { get; init; }

    /// <summary>Minor units, including amounts reserved for pending refunds.</summary>
    public long Refunded { get; private set; }

    /// <summary>Minor units; null until the provider reports it.</summary>
    public long? Fee { get; private set; }

    // Stored as first sent to the provider: it refuses the same idempotency key with different content.
    public required string BuyerEmail { get; init; }
    public required string Title { get; init; }
    public required string ReturnUrl { get; init; }

    public string CancelUrl => ReturnUrl + "?left=true";

    /// <summary>A retry after a crash gets the same session.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Unguessable: grants access to the order for a limited time.</summary>
    public required string ReturnCode { get; init; }
    public string? SessionId { get; private set; }

    /// <summary>The provider's payment id; refunds, disputes and fees refer to it.</summary>
    public string? Reference { get; private set; }

    /// <summary>Set while the bank takes its time, possibly days: not paid yet, but it can no longer be paid twice.</summary>
    public DateTimeOffset? ProcessingSince { get; private set; }

    public string? PageUrl { get; private set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>We ask the provider to close the session from then on.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The provider's own, later deadline. Persisted because a repeated call must send the same value.</summary>
    public required DateTimeOffset SessionExpiresAt { get; init; }

    public required DateTimeOffset NextCheckAt { get; init; }
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Paid here, but not at the provider, when both were last compared; null otherwise.</summary>
    public DateTimeOffset? UnconfirmedSince { get; private set; }

    public Money Money => new(Amount, Currency);

    public bool IsUnsettled => Status is PaymentStatus.Opening or PaymentStatus.Open;

    /// <summary>For one that is not saved yet.</summary>
    internal void Open(PaymentSession session) => (Status, SessionId, PageUrl) = (PaymentStatus.Open, session.Id, session.PageUrl);
}
