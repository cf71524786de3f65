using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Reconciliation;

/// <summary>The comment on each kind says which id <see cref="PaymentDifference.About"/> holds.</summary>
public enum PaymentDifferenceKind
{
    /// <summary>Provider's payment id.</summary>
    PaidAtProviderOnly,

    /// <summary>Carries our metadata, but we have no such payment. Provider's payment id.</summary>
    PaymentNotFoundLocally,

    /// <summary>Our payment id.</summary>
    PaidLocallyOnly,

    /// <summary>Provider's payment id.</summary>
    AmountDiffers,

    /// <summary>Our fee is missing or differs. Provider's payment id.</summary>
    FeeDiffers,

    /// <summary>Provider's refund id.</summary>
    RefundedAtProviderOnly,

    /// <summary>Pending or failed here, settled at the provider. Provider's refund id.</summary>
    RefundSettledAtProvider,

    /// <summary>Succeeded here, failed afterwards at the provider. Provider's refund id.</summary>
    RefundFailedAtProvider,

    /// <summary>Our refund id.</summary>
    RefundNotFoundAtProvider,

    /// <summary>Provider's dispute id.</summary>
    DisputeNotFoundLocally,

    /// <summary>Changed at the provider. Provider's dispute id.</summary>
    DisputeChanged,

    /// <summary>Tickets valid although all money was refunded or lost. Our order id.</summary>
    TicketsStillValid,

    /// <summary>Tickets suspended although the dispute was won. Our order id.</summary>
    TicketsStillSuspended,
}

/// <param name="About">See <see cref="PaymentDifferenceKind"/>.</param>
public sealed record PaymentDifference(PaymentDifferenceKind Kind, string About, LocalOrder? Order)
{
    /// <summary>At the provider, or ours if the provider has no such record.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>At the provider, or ours if the provider has no such record. The fee in a fee difference.</summary>
    public Money? Amount { get; init; }

    public Money? LocalAmount { get; init; }

    public Guid? LocalPaymentId { get; init; }
    public RefundState? ProviderRefundState { get; init; }
    public DisputeStatus? ProviderDisputeStatus { get; init; }
    public DisputeStatus? LocalDisputeStatus { get; init; }
}
