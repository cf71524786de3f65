using Ticketing.Orders;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Settlements.Terms;

namespace Ticketing.Settlements.Figures;

/// <summary>Amounts are minor units.</summary>
/// <param name="Types">In display order.</param>
/// <param name="Terms">Null if none were agreed.</param>
public sealed record SettlementRows(
    string Currency,
    IReadOnlyList<TypeRow> Types,
    IReadOnlyList<OrderRow> Orders,
    IReadOnlyList<LineRow> Lines,
    IReadOnlyList<ReturnedRow> Returned,
    IReadOnlyList<RefundRow> Refunds,
    IReadOnlyList<PaymentRow> Payments,
    SettlementTerms? Terms,
    IReadOnlyList<Deduction> Deductions)
{
    public IReadOnlyList<DisputeRow> Disputes { get; init; } = [];
}

public sealed record TypeRow(Guid Id, string Category);

/// <summary>Sold, or paid too late.</summary>
public sealed record OrderRow(Guid Id, OrderStatus Status, OrderChannel Channel, string Currency, long Total, long Tax, decimal TaxRatePercent);

public sealed record LineRow(Guid OrderId, Guid TypeId, int Quantity, long UnitFaceValue, long UnitBookingFee);

public sealed record ReturnedRow(Guid OrderId, Guid TypeId, long FaceValue, long BookingFee);

/// <param name="NamesTickets">False if made outside this program.</param>
public sealed record RefundRow(Guid OrderId, long Amount, RefundStatus Status, bool NamesTickets = true);

/// <summary>In any status.</summary>
public sealed record DisputeRow(Guid OrderId, long Amount, DisputeStatus Status);

/// <param name="Fee">Null if not known yet.</param>
public sealed record PaymentRow(Guid OrderId, long Amount, long? Fee);
