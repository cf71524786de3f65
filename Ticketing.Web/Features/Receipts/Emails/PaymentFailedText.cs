using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

/// <param name="asOf">Dates in the subject have a year if it is not the year of this.</param>
public sealed class PaymentFailedText(Order order, Event concert, SiteOptions venue, string buyerName, string eventUrl, DateTimeOffset asOf)
{
    public string Subject => T["Your payment didn’t go through: {0}, {1}", BuyerMailText.Isolate(concert.Title), concert.ShortDay(asOf)];

    public string Greeting => BuyerMailText.Greeting(buyerName);

    public IReadOnlyList<string> Paragraphs =>
        [
            T["Your payment of {0} didn’t go through. You haven’t been charged, and you have no tickets.", order.Money(order.Total)],
            T["Your tickets are back on sale. If you’d still like to come, choose tickets again and pay another way."],
        ];

    public string Title => SingleLineText.From(concert.Title);

    public string Day => concert.LongDay();

    public string Reference => order.Reference;

    public string EventUrl => eventUrl;

    public string Help => BuyerMailText.Help(venue);
}
