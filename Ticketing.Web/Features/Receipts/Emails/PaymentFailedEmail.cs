using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>Sent if the bank finally refuses a delayed payment.</summary>
internal sealed class PaymentFailedEmail(OrderQueries orderQueries, EventCatalogue catalogue, IOptionsMonitor<SiteOptions> site)
    : IEmailComposer
{
    public string Kind => SettlePayment.FailureNoticeKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = notification.OrderId ?? throw new InvalidOperationException($"Notification {notification.Id} names no order.");
        var order = await orderQueries.GetAsync(id, ct);

        // Paid in another way meanwhile, or the address was corrected: nothing to say, or nobody to tell.
        return order.WasSold || order.BuyerEmail != notification.Recipient
            ? null
            : Compose(order, await catalogue.GetAsync(order.EventId, ct));
    }

    private ComposedEmail Compose(Order order, Event concert)
    {
        var venue = site.CurrentValue;
        var (title, day) = (SingleLineText.From(concert.Title), concert.LongDay());
        var greeting = $"Hello {BuyerMailText.Isolate(order.BuyerName)},";
        var subject = $"Your payment did not go through: {BuyerMailText.Isolate(concert.Title)}, {concert.ShortDay()}";
        string[] paragraphs =
        [
            $"Your bank has not paid the {order.Money(order.Total)} for your order. You have not been charged, and you have no tickets.",
            "The places go back on sale. If you still want to come, choose your tickets again and pay in another way.",
        ];
        var url = new Uri(new Uri(venue.PublicBaseUrl), $"/events/{concert.Slug}").AbsoluteUri;
        var help = venue.SupportEmail.Length > 0 ? BuyerMailText.HelpByMail : BuyerMailText.HelpAtTheVenue;
        var text = string.Join(
            '\n',
            [
                greeting,
                "",
                .. paragraphs.SelectMany(line => new[] { line, "" }),
                title,
                day,
                "",
                $"Order {order.Reference}",
                "",
                "Choose tickets again:",
                url,
                "",
                $"{help} {venue.SupportEmail}".TrimEnd(),
                "",
                "--",
                .. venue.Texts.MailFootLines,
                venue.VenueName,
                "",
            ]
        );
        var page = new MailLayout(venue);
        var html = page.Render(
            subject,
            paragraphs[0],
            HtmlFragment.Join([
                MailLayout.Headline("Your payment did not go through"),
                MailLayout.Paragraph(greeting),
                .. paragraphs.Select(MailLayout.Paragraph),
                MailLayout.Field("Event", title, day),
                MailLayout.Field("Order", order.Reference),
                page.Button("Choose tickets again", url),
                MailLayout.Help(help, venue.SupportEmail),
            ]),
            [venue.VenueName]
        );
        return new ComposedEmail(SingleLineText.From(order.BuyerName), subject, text, html, [], []);
    }
}
