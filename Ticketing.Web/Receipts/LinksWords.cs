using Ticketing.Events;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Settings;

namespace Ticketing.Receipts;

internal static class LinksWords
{
    private const string Lead = "Here is the way to your tickets and receipts.";
    private const string NotAsked = "Did you not ask for this? Then somebody typed your address. They have not seen your orders, and you need not do anything.";

    public static string Text(IReadOnlyList<LinkedOrder> entries, SiteOptions venue) => string.Join('\n',
    [
        Lead, "",
        .. entries.SelectMany(entry => new[] { Title(entry), When(entry), What(entry), entry.Link.Url, "" }),
        NotAsked, "",
        Help(venue), "",
        "--", .. venue.Texts.MailFootLines, .. Small(venue), "",
    ]);

    public static string Html(IReadOnlyList<LinkedOrder> entries, SiteOptions venue)
    {
        var page = new MailPage(venue);
        return page.Write($"Your orders at {venue.VenueName}", Lead, Notifications.Html.Join(
        [
            MailPage.Headline("Your tickets"),
            MailPage.Paragraph(Lead),
            .. entries.Select(entry => Entry(page, entry)),
            MailPage.Paragraph(NotAsked),
            MailPage.Paragraph(Help(venue)),
        ]), Small(venue));
    }

    private static Html Entry(MailPage page, LinkedOrder entry) => Notifications.Html.Of($"""
        <div class="rule" style="border-top:1px solid #e3dacf;padding:16px 0 2px">
        <p style="margin:0 0 10px"><strong dir="auto" style="font-size:18px;line-height:25px">{Title(entry)}</strong><br>{When(entry)}<br><span class="soft" style="font-size:13px;line-height:20px;color:#645a5c">{What(entry)}</span></p>
        {page.Button("Open this order", entry.Link.Url)}</div>

        """);

    private static string Title(LinkedOrder entry) => OneLine.Of(entry.Event.Title);

    private static string When(LinkedOrder entry)
    {
        var news = entry.Event.Status switch
        {
            EventStatus.Cancelled => "Cancelled: ",
            EventStatus.Postponed => "Postponed: ",
            _ => "",
        };
        return $"{news}{entry.Event.LongDay()}, {entry.Event.Hours()} ({entry.Event.ZoneInWords()})";
    }

    private static string What(LinkedOrder entry) => entry.Order.Status == OrderStatus.Refunded
        ? $"Order {entry.Order.Reference}, refunded"
        : $"Order {entry.Order.Reference}, {MailWords.Tickets(entry.Order.Lines.Sum(line => line.Quantity))}";

    private static string Help(SiteOptions venue) => venue.SupportEmail.Length > 0
        ? $"{MailWords.HelpByMail} {venue.SupportEmail}"
        : MailWords.HelpAtTheVenue;

    private static IReadOnlyList<string> Small(SiteOptions venue) => [MailWords.KeepLink, venue.VenueName];
}
