using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

public sealed class PaymentFailedText(Order order, Event concert, SiteOptions venue, string buyerName)
{
    public string Subject => $"Your payment did not go through: {BuyerMailText.Isolate(concert.Title)}, {concert.ShortDay()}";

    public string Greeting => BuyerMailText.Greeting(buyerName);

    public IReadOnlyList<string> Paragraphs =>
        [
            $"Your bank has not paid the {order.Money(order.Total)} for your order. You have not been charged, and you have no tickets.",
            "The places go back on sale. If you still want to come, choose your tickets again and pay in another way.",
        ];

    public string Title => SingleLineText.From(concert.Title);

    public string Day => concert.LongDay();

    public string Reference => order.Reference;

    public string EventUrl => new Uri(new Uri(venue.PublicBaseUrl), $"/events/{concert.Slug}").AbsoluteUri;

    public string Help => venue.SupportEmail.Length > 0 ? BuyerMailText.HelpByMail : BuyerMailText.HelpAtTheVenue;
}
