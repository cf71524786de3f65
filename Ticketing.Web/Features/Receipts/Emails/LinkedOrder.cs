using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

public sealed record LinkedOrder(Order Order, Event Event, OrderLink Link)
{
    public string Title => SingleLineText.From(Event.Title);

    public string When
    {
        get
        {
            var news = Event.Status switch
            {
                EventStatus.Cancelled => "Cancelled: ",
                EventStatus.Postponed => "Postponed: ",
                _ => "",
            };
            return $"{news}{Event.LongDay()}, {Event.DoorsAndStart()} ({Event.ZoneText()})";
        }
    }

    public string What =>
        Order.Status == OrderStatus.Refunded
            ? $"Order {Order.Reference}, refunded"
            : $"Order {Order.Reference}, {BuyerMailText.TicketCount(Order.Lines.Sum(line => line.Quantity))}";

    public string Url => Link.Url;
}
