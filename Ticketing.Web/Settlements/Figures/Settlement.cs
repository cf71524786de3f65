using Ticketing.Orders;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;
using Ticketing.Settlements.Terms;

namespace Ticketing.Settlements.Figures;

/// <summary>Payments that arrived when nothing was left: refunded, and not in the figures.</summary>
/// <param name="Fees">Lost to the provider, as far as known.</param>
/// <param name="NotBackYet">Number of pending refunds.</param>
public sealed record LatePayments(int Count, long Amount, long Fees, int NotBackYet);

/// <param name="Known">Minor units.</param>
/// <param name="Unknown">Number of payments.</param>
public sealed record ProviderFees(long Known, int Unknown);

/// <summary>Orders in a former currency of the venue: listed, never added to the totals.</summary>
public sealed record ForeignSales(Money Total, int Orders);

/// <summary>
/// Amounts are minor units of <see cref="Currency"/>. Refunded sales count as sold; a refund counts from the moment it was promised.
/// </summary>
public sealed record Settlement
{
    public required string Currency { get; init; }
    public required IReadOnlyList<TicketSales> Tickets { get; init; }
    public required IReadOnlyList<TaxAtRate> Taxes { get; init; }
    public required ProviderFees ProviderFees { get; init; }
    public required IReadOnlyList<Deduction> Deductions { get; init; }
    public required MoneyCheck Check { get; init; }
    public required LatePayments Late { get; init; }
    public required IReadOnlyList<ForeignSales> Foreign { get; init; }

    /// <summary>Including those refused by the provider.</summary>
    public required int RefundsNotBackYet { get; init; }
    public required int OpenDisputes { get; init; }

    /// <summary>Minor units.</summary>
    public required long InDispute { get; init; }

    /// <summary>Defaults if none were agreed.</summary>
    public required SettlementTerms Terms { get; init; }
    public required Pot Pot { get; init; }

    /// <summary>Null until terms are agreed.</summary>
    public required Split? Split { get; init; }

    public int Sold => Tickets.Sum(sales => sales.Sold);

    public int Refunded => Tickets.Sum(sales => sales.Refunded);

    public FaceAndFee Gross => FaceAndFee.Sum(Tickets.Select(sales => sales.Gross));

    public FaceAndFee Back => FaceAndFee.Sum(Tickets.Select(sales => sales.Back));

    public FaceAndFee Net => Gross - Back;

    public FaceAndFee Tax => FaceAndFee.Sum(Taxes.Select(rate => rate.Tax));

    public Money Money(long minorUnits) => new(minorUnits, Currency);

    public static Settlement Of(SettlementRows rows)
    {
        var orders = rows.Orders.Where(order => order.Currency == rows.Currency).ToList();
        var sold = orders.Where(IsSold).ToDictionary(order => order.Id);
        var unallocated = LooseRefunds.Of(rows, sold);
        var tickets = TicketSales.Of(rows, sold, unallocated);
        var taxes = TaxAtRate.Of(KeptOf(rows, sold, unallocated));
        var payments = rows.Payments.Where(payment => sold.ContainsKey(payment.OrderId)).ToList();
        var fees = new ProviderFees(payments.Sum(payment => payment.Fee ?? 0), payments.Count(payment => payment.Fee is null));
        var disputed = rows.Disputes.Where(dispute => dispute.Status.IsOpen() && sold.ContainsKey(dispute.OrderId)).ToList();
        var net = FaceAndFee.Sum(tickets.Select(sales => sales.Net));
        var terms = rows.Terms ?? new SettlementTerms { EventId = Guid.Empty, Artist = "", ShareBasisPoints = 0, Guarantee = 0 };
        var pot = PotOf(terms, net, FaceAndFee.Sum(taxes.Select(rate => rate.Tax)), fees.Known, rows.Deductions.Sum(deduction => deduction.Amount));
        return new Settlement
        {
            Currency = rows.Currency, Tickets = tickets, Taxes = taxes, ProviderFees = fees, Deductions = rows.Deductions,
            Check = MoneyCheck.Of(rows, sold, net),
            Late = LateOf(rows, orders.Where(order => order.Status == OrderStatus.PaidTooLate).Select(order => order.Id).ToHashSet()),
            Foreign = ForeignOf(rows),
            RefundsNotBackYet = rows.Refunds.Count(refund => sold.ContainsKey(refund.OrderId) && IsOnItsWay(refund)),
            OpenDisputes = disputed.Count, InDispute = disputed.Sum(dispute => dispute.Amount),
            Terms = terms, Pot = pot, Split = rows.Terms is null ? null : Figures.Split.Of(terms, pot.Amount),
        };
    }

    private static bool IsSold(OrderRow order) => order.Status is OrderStatus.Paid or OrderStatus.Refunded;

    private static bool IsOnItsWay(RefundRow refund) => refund.Status != RefundStatus.Succeeded;

    private static Pot PotOf(SettlementTerms terms, FaceAndFee net, FaceAndFee tax, long providerFees, long deductions) => new(
        net.Total,
        terms.CountsBookingFees ? 0 : net.BookingFee,
        (terms.TakesTaxFirst, terms.CountsBookingFees) switch { (false, _) => 0, (true, true) => tax.Total, _ => tax.FaceValue },
        terms.TakesProviderFeesFirst ? providerFees : 0,
        deductions);

    private static IEnumerable<(OrderRow Order, FaceAndFee Kept)> KeptOf(
        SettlementRows rows, Dictionary<Guid, OrderRow> sold, IReadOnlyDictionary<Guid, FaceAndFee> loose)
    {
        var gross = rows.Lines.ToLookup(line => line.OrderId, line => new FaceAndFee(line.UnitFaceValue * line.Quantity, line.UnitBookingFee * line.Quantity));
        var back = rows.Returned.ToLookup(ticket => ticket.OrderId, ticket => new FaceAndFee(ticket.FaceValue, ticket.BookingFee));
        return sold.Values.Select(order => (order, FaceAndFee.Sum(gross[order.Id]) - FaceAndFee.Sum(back[order.Id]) - loose.GetValueOrDefault(order.Id)));
    }

    private static LatePayments LateOf(SettlementRows rows, HashSet<Guid> late)
    {
        var payments = rows.Payments.Where(payment => late.Contains(payment.OrderId)).ToList();
        return new LatePayments(
            payments.Count, payments.Sum(payment => payment.Amount), payments.Sum(payment => payment.Fee ?? 0),
            rows.Refunds.Count(refund => late.Contains(refund.OrderId) && IsOnItsWay(refund)));
    }

    private static IReadOnlyList<ForeignSales> ForeignOf(SettlementRows rows) =>
    [
        .. rows.Orders.Where(order => IsSold(order) && order.Currency != rows.Currency).GroupBy(order => order.Currency)
            .OrderBy(currency => currency.Key, StringComparer.Ordinal)
            .Select(currency => new ForeignSales(new Money(currency.Sum(order => order.Total), currency.Key), currency.Count())),
    ];
}
