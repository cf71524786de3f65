using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Reconciliation;

/// <summary><see cref="DifferenceDescription"/> says what applies to each kind.</summary>
public enum PaymentDifferenceKind
{
    PaidAtProviderOnly,

    /// <summary>Carries our metadata, but we have no such payment.</summary>
    PaymentNotFoundLocally,

    PaidLocallyOnly,
    AmountDiffers,

    /// <summary>Our fee is missing or differs.</summary>
    FeeDiffers,

    RefundedAtProviderOnly,

    /// <summary>Pending or failed here, settled at the provider.</summary>
    RefundSettledAtProvider,

    /// <summary>Succeeded here, failed afterwards at the provider.</summary>
    RefundFailedAtProvider,

    RefundNotFoundAtProvider,
    DisputeNotFoundLocally,

    /// <summary>Changed at the provider.</summary>
    DisputeChanged,

    /// <summary>Tickets valid although all money was refunded or lost.</summary>
    TicketsStillValid,

    /// <summary>Tickets suspended although the dispute was won.</summary>
    TicketsStillSuspended,
}

/// <param name="About">See <see cref="DifferenceSubject"/>.</param>
public sealed record PaymentDifference(PaymentDifferenceKind Kind, string About, LocalOrder? Order)
{
    public DifferenceDescription Description => DifferenceDescription.Get(Kind);

    /// <summary>At the provider, or ours if the provider has no such record.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>At the provider, or ours if the provider has no such record. The fee in a fee difference.</summary>
    public Money? Amount { get; init; }

    public Money? LocalAmount { get; init; }

    /// <summary>The provider has no such record, although ours has its id.</summary>
    public bool IsUnknownAtProvider { get; init; }

    public Guid? LocalPaymentId { get; init; }
    public RefundState? ProviderRefundState { get; init; }
    public DisputeStatus? ProviderDisputeStatus { get; init; }
    public DisputeStatus? LocalDisputeStatus { get; init; }
}
