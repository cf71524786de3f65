using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Settlements.Terms;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Settlements.Figures;

/// <summary>Payments that arrived when nothing was left: refunded, and not in the figures.</summary>
/// <param name="Fees">Lost to the provider, as far as known.</param>
/// <param name="PendingRefundCount">Number of pending refunds.</param>
public sealed record LatePayments(int Count, long Amount, long Fees, int PendingRefundCount);

/// <param name="KnownTotal">Minor units.</param>
/// <param name="UnknownCount">Number of payments.</param>
public sealed record ProviderFees(long KnownTotal, int UnknownCount);

/// <summary>Orders in a former currency of the venue: listed, never added to the totals.</summary>
public sealed record ForeignSales(Money Total, int OrderCount);

/// <summary>
/// Amounts are minor units of <see cref="Currency"/>. Refunded sales count as sold; a refund counts from the moment it was requested.
/// </summary>
public sealed record Settlement
{
    public required string Currency { get; init; }
    public required IReadOnlyList<TicketSales> Tickets { get; init; }
    public required IReadOnlyList<TaxAtRate> Taxes { get; init; }
    public required ProviderFees ProviderFees { get; init; }
    public required IReadOnlyList<Deduction> Deductions { get; init; }
    public required MoneyCheck MoneyCheck { get; init; }
    public required LatePayments LatePayments { get; init; }
    public required IReadOnlyList<ForeignSales> ForeignSales { get; init; }

    /// <summary>Including those refused by the provider.</summary>
    public required int PendingRefundCount { get; init; }
    public required int OpenDisputeCount { get; init; }

    /// <summary>Minor units.</summary>
    public required long DisputedAmount { get; init; }

    /// <summary>Defaults if none were agreed.</summary>
    public required SettlementTerms Terms { get; init; }
    public required Pot Pot { get; init; }

    /// <summary>Null until terms are agreed.</summary>
    public required PotSplit? Split { get; init; }

    public int Sold => Tickets.Sum(sales => sales.Sold);

    public int Refunded => Tickets.Sum(sales => sales.Refunded);

    public FaceAndFee Gross => FaceAndFee.Sum(Tickets.Select(sales => sales.Gross));

    public FaceAndFee Refunds => FaceAndFee.Sum(Tickets.Select(sales => sales.Refunds));

    public FaceAndFee Net => Gross - Refunds;

    public FaceAndFee Tax => FaceAndFee.Sum(Taxes.Select(rate => rate.Tax));

    /// <summary>Taken off by promo codes. The prices of the tickets are what buyers paid.</summary>
    public required long Discount { get; init; }

    public Money Money(long minorUnits) => new(minorUnits, Currency);

    public static Settlement Calculate(SettlementData data)
    {
        var orders = data.Orders.Where(order => order.Currency == data.Currency).ToList();
        var sold = orders.Where(IsSold).ToDictionary(order => order.Id);
        var unallocated = UnallocatedRefunds.GetByOrder(data, sold);
        var tickets = TicketSales.From(data, sold, unallocated);
        var taxes = TaxAtRate.GroupByRate(GetNetByOrder(data, sold, unallocated));
        var payments = data.Payments.Where(payment => sold.ContainsKey(payment.OrderId)).ToList();
        var fees = new ProviderFees(payments.Sum(payment => payment.Fee ?? 0), payments.Count(payment => payment.Fee is null));
        var disputed = data.Disputes.Where(dispute => dispute.Status.IsOpen() && sold.ContainsKey(dispute.OrderId)).ToList();
        var net = FaceAndFee.Sum(tickets.Select(sales => sales.Net));
        var terms =
            data.Terms
            ?? new SettlementTerms
            {
                EventId = Guid.Empty,
                Artist = "",
                ShareBasisPoints = 0,
                Guarantee = 0,
            };
        var pot = CalculatePot(
            terms,
            net,
            FaceAndFee.Sum(taxes.Select(rate => rate.Tax)),
            fees.KnownTotal,
            data.Deductions.Sum(deduction => deduction.Amount)
        );
        return new Settlement
        {
            Currency = data.Currency,
            Tickets = tickets,
            Taxes = taxes,
            ProviderFees = fees,
            Deductions = data.Deductions,
            MoneyCheck = MoneyCheck.From(data, sold, net),
            LatePayments = SummarizeLatePayments(
                data,
                orders.Where(order => order.Status == OrderStatus.PaidTooLate).Select(order => order.Id).ToHashSet()
            ),
            ForeignSales = SummarizeForeignSales(data),
            Discount = data.Lines.Where(line => sold.ContainsKey(line.OrderId)).Sum(line => line.UnitDiscount * line.Quantity),
            PendingRefundCount = data.Refunds.Count(refund => sold.ContainsKey(refund.OrderId) && IsPending(refund)),
            OpenDisputeCount = disputed.Count,
            DisputedAmount = disputed.Sum(dispute => dispute.Amount),
            Terms = terms,
            Pot = pot,
            Split = data.Terms is null ? null : Ticketing.Features.Settlements.Figures.PotSplit.From(terms, pot.Amount),
        };
    }

    private static bool IsSold(SettlementOrder order) => order.Status is OrderStatus.Paid or OrderStatus.Refunded;

    private static bool IsPending(SettlementRefund refund) => refund.Status != RefundStatus.Succeeded;

    private static Pot CalculatePot(SettlementTerms terms, FaceAndFee net, FaceAndFee tax, long providerFees, long deductions) =>
        new(
            net.Total,
            terms.CountsBookingFees ? 0 : net.BookingFee,
            (terms.TakesTaxFirst, terms.CountsBookingFees) switch
            {
                (false, _) => 0,
                (true, true) => tax.Total,
                _ => tax.FaceValue,
            },
            terms.TakesProviderFeesFirst ? providerFees : 0,
            deductions
        );

    private static IEnumerable<(SettlementOrder Order, FaceAndFee Kept)> GetNetByOrder(
        SettlementData rows,
        Dictionary<Guid, SettlementOrder> sold,
        IReadOnlyDictionary<Guid, FaceAndFee> unallocated
    )
    {
        var gross = rows.Lines.ToLookup(
            line => line.OrderId,
            line => new FaceAndFee(line.UnitFaceValue * line.Quantity, line.UnitBookingFee * line.Quantity)
        );
        var back = rows.RefundedTickets.ToLookup(ticket => ticket.OrderId, ticket => new FaceAndFee(ticket.FaceValue, ticket.BookingFee));
        return sold.Values.Select(order =>
            (order, FaceAndFee.Sum(gross[order.Id]) - FaceAndFee.Sum(back[order.Id]) - unallocated.GetValueOrDefault(order.Id))
        );
    }

    private static LatePayments SummarizeLatePayments(SettlementData rows, HashSet<Guid> late)
    {
        var payments = rows.Payments.Where(payment => late.Contains(payment.OrderId)).ToList();
        return new LatePayments(
            payments.Count,
            payments.Sum(payment => payment.Amount),
            payments.Sum(payment => payment.Fee ?? 0),
            rows.Refunds.Count(refund => late.Contains(refund.OrderId) && IsPending(refund))
        );
    }

    private static IReadOnlyList<ForeignSales> SummarizeForeignSales(SettlementData rows) =>
        [
            .. rows
                .Orders.Where(order => IsSold(order) && order.Currency != rows.Currency)
                .GroupBy(order => order.Currency)
                .OrderBy(currency => currency.Key, StringComparer.Ordinal)
                .Select(currency => new ForeignSales(new Money(currency.Sum(order => order.Total), currency.Key), currency.Count())),
        ];
}
