using Ticketing.Payments.Disputes;
using Ticketing.Settings;

namespace Ticketing.Payments.Review;

/// <summary>In what the provider's books and ours do not agree. Of each stands here what it is about.</summary>
public enum DifferenceKind
{
    /// <summary>The provider's name of the payment.</summary>
    PaidThereNotHere,

    /// <summary>Paid there for a payment that it says is ours, and our books do not have: the provider's name of it.</summary>
    UnknownHere,

    /// <summary>Our id of the payment.</summary>
    PaidHereNotThere,

    /// <summary>The provider's name of the payment.</summary>
    OtherAmount,

    /// <summary>Unknown here, or another: the provider's name of the payment.</summary>
    OtherFee,

    /// <summary>The provider's name of the refund.</summary>
    RefundedThereNotHere,

    /// <summary>On its way here, or failed, and decided there: the provider's name of the refund.</summary>
    RefundDecidedThere,

    /// <summary>Done here; sent back there: the provider's name of the refund.</summary>
    RefundFailedThere,

    /// <summary>Our id of the refund.</summary>
    RefundUnknownThere,

    /// <summary>The provider's name of the dispute.</summary>
    DisputeUnknownHere,

    /// <summary>In another state than here: the provider's name of the dispute.</summary>
    DisputeMovedOn,

    /// <summary>All that was paid has gone back, or to the bank, and tickets are valid: our id of the order.</summary>
    StillValid,

    /// <summary>The dispute was won, and tickets are suspended: our id of the order.</summary>
    StillSuspended,
}

/// <summary>One thing in which the provider's books and ours do not agree.</summary>
/// <param name="About">See <see cref="DifferenceKind"/>: with the kind it names the difference.</param>
/// <param name="Order">Null where our books know none.</param>
public sealed record Difference(DifferenceKind Kind, string About, OurOrder? Order)
{
    /// <summary>When it was begun there; where it was not, when here.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The amount there, or here where there is none; of a fee, the fee.</summary>
    public Money? Amount { get; init; }

    /// <summary>The amount here, where it is another one.</summary>
    public Money? AmountHere { get; init; }

    /// <summary>Our id of the payment, where the difference is about one that our books know.</summary>
    public Guid? PaymentHere { get; init; }
    public RefundState? RefundThere { get; init; }
    public DisputeStatus? DisputeThere { get; init; }
    public DisputeStatus? DisputeHere { get; init; }
}
