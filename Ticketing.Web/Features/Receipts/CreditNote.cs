using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;

namespace Ticketing.Features.Receipts;

/// <summary>Corrects the receipt of an order by what was refunded.</summary>
public sealed record CreditNote(PaidOrder Paid, Refund Refund)
{
    public Order Order => Paid.Order;

    public string Number => Refund.CreditNoteLabel;

    public DateTimeOffset IssuedAt =>
        Refund.CreditNoteAt ?? throw new InvalidOperationException($"Refund {Refund.Id} has a credit note but no date.");

    /// <summary>0 if the refund was not for certain tickets.</summary>
    public long BookingFee => Refund.Lines.Sum(line => line.BookingFee);

    /// <summary>Included in the amount. The notes of an order that was refunded in parts add up to its tax.</summary>
    public long Tax =>
        GetTax(Paid.Refunds.Where(r => r.CreditNoteNumber <= Refund.CreditNoteNumber))
        - GetTax(Paid.Refunds.Where(r => r.CreditNoteNumber < Refund.CreditNoteNumber));

    private long GetTax(IEnumerable<Refund> refunds) => Pricing.GetIncludedTax(refunds.Sum(r => r.Amount), Order.TaxRatePercent);
}
