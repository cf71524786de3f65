using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;

namespace Ticketing.Payments.Review;

/// <param name="Suspended">Of the valid ones.</param>
public sealed record OurOrder(Guid Id, string Reference, int Valid, int Suspended);

/// <param name="Reference">The provider's name for it; null while it is not paid.</param>
/// <param name="At">When it was settled here; while it is not, when it was begun.</param>
public sealed record OurPayment(
    Guid Id, OurOrder Order, PaymentProvider Provider, string? Reference, PaymentStatus Status, Money Amount, long? Fee, DateTimeOffset At);

/// <param name="Reference">The provider's name for it; null where the provider has not named it.</param>
public sealed record OurRefund(Guid Id, OurPayment Payment, string? Reference, string Key, RefundStatus Status, Money Amount, DateTimeOffset At);

public sealed record OurDispute(
    OurPayment Payment, string Reference, Money Amount, DisputeStatus Status, bool IsWithdrawn, DateTimeOffset? RespondBy, DateTimeOffset At);

/// <summary>What our books say: of each order in it, everything that was paid online and what came of it.</summary>
public sealed record OurBooks(
    IReadOnlyList<OurOrder> Orders, IReadOnlyList<OurPayment> Payments, IReadOnlyList<OurRefund> Refunds, IReadOnlyList<OurDispute> Disputes);
