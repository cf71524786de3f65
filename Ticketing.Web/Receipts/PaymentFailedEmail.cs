using Microsoft.Extensions.Options;
using Ticketing.Events;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Settings;

namespace Ticketing.Receipts;

/// <summary>Sent if the bank finally refuses a delayed payment.</summary>
internal sealed class PaymentFailedEmail(OrderBook book, Catalogue catalogue, IOptionsMonitor<SiteOptions> site) : IEmailComposer
{
    public string Kind => SettlePayment.FailedKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = notification.OrderId ?? throw new InvalidOperationException($"Notification {notification.Id} names no order.");
        var order = await book.GetAsync(id, ct);

        // Paid in another way meanwhile, or the address was corrected: nothing to say, or nobody to tell.
        return order.WasSold || order.BuyerEmail != notification.Recipient ? null : Compose(order, await catalogue.GetAsync(order.EventId, ct));
    }

    private ComposedEmail Compose(Order order, Event concert)
    {
        var venue = site.CurrentValue;
        var (title, day) = (OneLine.Of(concert.Title), concert.LongDay());
        var greeting = $"Hello {MailWords.Named(order.BuyerName)},";
        var subject = $"Your payment did not go through: {MailWords.Named(concert.Title)}, {concert.ShortDay()}";
        string[] paragraphs =
        [
            $"Your bank has not paid the {order.Money(order.Total)} for your order. You have not been charged, and you have no tickets.",
            "The places go back on sale. If you still want to come, choose your tickets again and pay in another way.",
        ];
        var url = new Uri(new Uri(venue.PublicBaseUrl), $"/events/{concert.Slug}").AbsoluteUri;
        var help = venue.SupportEmail.Length > 0 ? MailWords.HelpByMail : MailWords.HelpAtTheVenue;
        var text = string.Join('\n',
        [
            greeting, "", .. paragraphs.SelectMany(line => new[] { line, "" }), title, day, "", $"Order {order.Reference}", "",
            "Choose tickets again:", url, "", $"{help} {venue.SupportEmail}".TrimEnd(), "", "--", .. venue.Texts.MailFootLines, venue.VenueName, "",
        ]);
        var page = new MailPage(venue);
        var html = page.Write(subject, paragraphs[0], Html.Join(
        [
            MailPage.Headline("Your payment did not go through"),
            MailPage.Paragraph(greeting),
            .. paragraphs.Select(MailPage.Paragraph),
            MailPage.Fact("Event", title, day),
            MailPage.Fact("Order", order.Reference),
            page.Button("Choose tickets again", url),
            MailPage.Help(help, venue.SupportEmail),
        ]), [venue.VenueName]);
        return new ComposedEmail(OneLine.Of(order.BuyerName), subject, text, html, [], []);
    }
}
