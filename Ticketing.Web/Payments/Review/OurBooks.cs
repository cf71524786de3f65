using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;

namespace Ticketing.Payments.Review;

/// <param name="Suspended">Included in <paramref name="Valid"/>.</param>
public sealed record OurOrder(Guid Id, string Reference, int Valid, int Suspended);

/// <param name="At">Settlement time, or creation time while unsettled.</param>
public sealed record OurPayment(
    Guid Id, OurOrder Order, PaymentProvider Provider, string? Reference, PaymentStatus Status, Money Amount, long? Fee, DateTimeOffset At);

public sealed record OurRefund(Guid Id, OurPayment Payment, string? Reference, string Key, RefundStatus Status, Money Amount, DateTimeOffset At);

public sealed record OurDispute(
    OurPayment Payment, string Reference, Money Amount, DisputeStatus Status, bool IsWithdrawn, DateTimeOffset? RespondBy, DateTimeOffset At);

public sealed record OurBooks(
    IReadOnlyList<OurOrder> Orders, IReadOnlyList<OurPayment> Payments, IReadOnlyList<OurRefund> Refunds, IReadOnlyList<OurDispute> Disputes);
