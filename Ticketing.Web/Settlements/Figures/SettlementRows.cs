using Ticketing.Orders;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Settlements.Terms;

namespace Ticketing.Settlements.Figures;

/// <summary>What the tables hold about one night, as they held it at one moment. Amounts are minor units.</summary>
/// <param name="Types">In the order in which buyers see them.</param>
/// <param name="Terms">Null where nothing was agreed yet.</param>
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

/// <summary>An order that was sold, or that was paid too late.</summary>
public sealed record OrderRow(Guid Id, OrderStatus Status, OrderChannel Channel, string Currency, long Total, long Tax, decimal TaxRatePercent);

/// <summary>So many tickets of a type in one order.</summary>
public sealed record LineRow(Guid OrderId, Guid TypeId, int Quantity, long UnitFaceValue, long UnitBookingFee);

/// <summary>What goes back for one ticket.</summary>
public sealed record ReturnedRow(Guid OrderId, Guid TypeId, long FaceValue, long BookingFee);

/// <summary>A refund of a sold order, or of a payment that came too late.</summary>
/// <param name="NamesTickets">False for one that was made elsewhere than here.</param>
public sealed record RefundRow(Guid OrderId, long Amount, RefundStatus Status, bool NamesTickets = true);

/// <summary>A payment of a sold order that the buyer's bank takes back, took back, or wanted to.</summary>
public sealed record DisputeRow(Guid OrderId, long Amount, DisputeStatus Status);

/// <summary>A payment that the provider took.</summary>
/// <param name="Fee">Null where the provider has not said.</param>
public sealed record PaymentRow(Guid OrderId, long Amount, long? Fee);
