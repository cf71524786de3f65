using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

public sealed record LinkedOrder(Order Order, Event Event, OrderLink Link)
{
    public string Title => SingleLineText.From(Event.Title);

    public string When
    {
        get
        {
            var when = $"{Event.DayAndHours()} ({Event.ZoneText()})";
            return Event.Status switch
            {
                EventStatus.Cancelled => T["Cancelled: {0}", when],
                EventStatus.Postponed => T["Postponed: {0}", when],
                _ => when,
            };
        }
    }

    public string What =>
        Order.Status == OrderStatus.Refunded
            ? T["Order {0}, refunded", Order.Reference]
            : T.Plural(Order.Lines.Sum(line => line.Quantity), "Order {1}, 1 ticket", "Order {1}, {0} tickets", Reference);

    public string Url => Link.Url;

    // A number after Latin letters would otherwise be read as part of them.
    private string Reference => Language.Current.IsRightToLeft ? TextBlock.Isolate(Order.Reference) : Order.Reference;
}
