using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

internal static class OrderLinksText
{
    private const string Intro = "Here is the way to your tickets and receipts.";
    private const string NotRequestedNote =
        "Did you not ask for this? Then somebody typed your address. They have not seen your orders, and you need not do anything.";

    public static string ToPlainText(IReadOnlyList<LinkedOrder> entries, SiteOptions venue) =>
        string.Join(
            '\n',
            [
                Intro,
                "",
                .. entries.SelectMany(entry => new[] { Title(entry), When(entry), What(entry), entry.Link.Url, "" }),
                NotRequestedNote,
                "",
                Help(venue),
                "",
                "--",
                .. venue.Texts.MailFootLines,
                .. SmallPrint(venue),
                "",
            ]
        );

    public static string ToHtml(IReadOnlyList<LinkedOrder> entries, SiteOptions venue)
    {
        var page = new MailLayout(venue);
        return page.Render(
            $"Your orders at {venue.VenueName}",
            Intro,
            Ticketing.Infrastructure.Notifications.HtmlFragment.Join([
                MailLayout.Headline("Your tickets"),
                MailLayout.Paragraph(Intro),
                .. entries.Select(entry => Entry(page, entry)),
                MailLayout.Paragraph(NotRequestedNote),
                MailLayout.Paragraph(Help(venue)),
            ]),
            SmallPrint(venue)
        );
    }

    private static HtmlFragment Entry(MailLayout page, LinkedOrder entry) =>
        Ticketing.Infrastructure.Notifications.HtmlFragment.Format(
            $"""
            <div class="rule" style="border-top:1px solid #e3dacf;padding:16px 0 2px">
            <p style="margin:0 0 10px"><strong dir="auto" style="font-size:18px;line-height:25px">{Title(entry)}</strong><br>{When(
                entry
            )}<br><span class="soft" style="font-size:13px;line-height:20px;color:#645a5c">{What(entry)}</span></p>
            {page.Button("Open this order", entry.Link.Url)}</div>

            """
        );

    private static string Title(LinkedOrder entry) => SingleLineText.From(entry.Event.Title);

    private static string When(LinkedOrder entry)
    {
        var news = entry.Event.Status switch
        {
            EventStatus.Cancelled => "Cancelled: ",
            EventStatus.Postponed => "Postponed: ",
            _ => "",
        };
        return $"{news}{entry.Event.LongDay()}, {entry.Event.DoorsAndStart()} ({entry.Event.ZoneText()})";
    }

    private static string What(LinkedOrder entry) =>
        entry.Order.Status == OrderStatus.Refunded
            ? $"Order {entry.Order.Reference}, refunded"
            : $"Order {entry.Order.Reference}, {BuyerMailText.TicketCount(entry.Order.Lines.Sum(line => line.Quantity))}";

    private static string Help(SiteOptions venue) =>
        venue.SupportEmail.Length > 0 ? $"{BuyerMailText.HelpByMail} {venue.SupportEmail}" : BuyerMailText.HelpAtTheVenue;

    private static IReadOnlyList<string> SmallPrint(SiteOptions venue) => [BuyerMailText.KeepLink, venue.VenueName];
}
