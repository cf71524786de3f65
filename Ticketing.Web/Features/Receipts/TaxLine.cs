using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Receipts;

/// <summary>Minor units.</summary>
internal sealed record TaxLine(decimal RatePercent, long Net, long Tax)
{
    public long Gross => Net + Tax;

    public string Rate => Formats.Percent(RatePercent);

    public static IReadOnlyList<TaxLine> GetForOrder(Order order) =>
        order is { TaxRatePercent: > 0, Total: > 0 } ? [new TaxLine(order.TaxRatePercent, order.Total - order.Tax, order.Tax)] : [];

    public static IReadOnlyList<TaxLine> GetForCreditNote(CreditNote note) =>
        note.Order.TaxRatePercent > 0 ? [new TaxLine(note.Order.TaxRatePercent, note.Refund.Amount - note.Tax, note.Tax)] : [];
}
