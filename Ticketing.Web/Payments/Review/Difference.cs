using Ticketing.Payments.Disputes;
using Ticketing.Settings;

namespace Ticketing.Payments.Review;

/// <summary>The comment on each kind says which id <see cref="Difference.About"/> holds.</summary>
public enum DifferenceKind
{
    /// <summary>Provider's payment id.</summary>
    PaidThereNotHere,

    /// <summary>Carries our metadata, but we have no such payment. Provider's payment id.</summary>
    UnknownHere,

    /// <summary>Our payment id.</summary>
    PaidHereNotThere,

    /// <summary>Provider's payment id.</summary>
    OtherAmount,

    /// <summary>Our fee is missing or differs. Provider's payment id.</summary>
    OtherFee,

    /// <summary>Provider's refund id.</summary>
    RefundedThereNotHere,

    /// <summary>Pending or failed here, settled at the provider. Provider's refund id.</summary>
    RefundDecidedThere,

    /// <summary>Succeeded here, failed afterwards at the provider. Provider's refund id.</summary>
    RefundFailedThere,

    /// <summary>Our refund id.</summary>
    RefundUnknownThere,

    /// <summary>Provider's dispute id.</summary>
    DisputeUnknownHere,

    /// <summary>Changed at the provider. Provider's dispute id.</summary>
    DisputeMovedOn,

    /// <summary>Tickets valid although all money was refunded or lost. Our order id.</summary>
    StillValid,

    /// <summary>Tickets suspended although the dispute was won. Our order id.</summary>
    StillSuspended,
}

/// <param name="About">See <see cref="DifferenceKind"/>.</param>
public sealed record Difference(DifferenceKind Kind, string About, OurOrder? Order)
{
    /// <summary>At the provider, or ours if the provider has no such record.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>At the provider, or ours if the provider has no such record. The fee in a fee difference.</summary>
    public Money? Amount { get; init; }

    public Money? AmountHere { get; init; }

    public Guid? PaymentHere { get; init; }
    public RefundState? RefundThere { get; init; }
    public DisputeStatus? DisputeThere { get; init; }
    public DisputeStatus? DisputeHere { get; init; }
}
