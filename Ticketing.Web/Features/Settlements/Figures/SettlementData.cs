using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Settlements.Terms;

namespace Ticketing.Features.Settlements.Figures;

/// <summary>Amounts are minor units.</summary>
public sealed record SettlementData
{
    public required string Currency { get; init; }

    /// <summary>In display order.</summary>
    public required IReadOnlyList<SettlementTicketType> Types { get; init; }
    public required IReadOnlyList<SettlementOrder> Orders { get; init; }
    public required IReadOnlyList<SettlementOrderLine> Lines { get; init; }
    public required IReadOnlyList<SettlementRefundedTicket> RefundedTickets { get; init; }
    public required IReadOnlyList<SettlementRefund> Refunds { get; init; }
    public required IReadOnlyList<SettlementPayment> Payments { get; init; }

    /// <summary>Null if none were agreed.</summary>
    public required SettlementTerms? Terms { get; init; }
    public required IReadOnlyList<Deduction> Deductions { get; init; }

    public IReadOnlyList<SettlementDispute> Disputes { get; init; } = [];
}

public sealed record SettlementTicketType(Guid Id, string Category);

/// <summary>Sold, or paid too late.</summary>
public sealed record SettlementOrder(
    Guid Id,
    OrderStatus Status,
    OrderChannel Channel,
    string Currency,
    long Total,
    long Tax,
    decimal TaxRatePercent
);

/// <param name="UnitDiscount">Taken off by a promo code.</param>
public sealed record SettlementOrderLine(
    Guid OrderId,
    Guid TypeId,
    int Quantity,
    long UnitFaceValue,
    long UnitBookingFee,
    long UnitDiscount = 0
);

public sealed record SettlementRefundedTicket(Guid OrderId, Guid TypeId, long FaceValue, long BookingFee);

/// <param name="NamesTickets">False if made outside this program.</param>
public sealed record SettlementRefund(Guid OrderId, long Amount, RefundStatus Status, bool NamesTickets = true);

/// <summary>In any status.</summary>
public sealed record SettlementDispute(Guid OrderId, long Amount, DisputeStatus Status);

/// <param name="Fee">Null if not known yet.</param>
public sealed record SettlementPayment(Guid OrderId, long Amount, long? Fee);
