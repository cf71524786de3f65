using Ticketing.Notifications;

namespace Ticketing.Receipts;

internal static class RefundMail
{
    public static ComposedEmail Write(RefundedOrder refunded, RefundWords words, OrderLink link) => new(
        OneLine.Of(refunded.Order.BuyerName), words.Subject, Text(words, link.Url), Page(refunded, words, link.Url), [], [link.Token]);

    private static string Text(RefundWords words, string url) => string.Join('\n',
    [
        words.Greeting, "",
        .. words.Notice is { } notice ? [notice, ""] : Array.Empty<string>(),
        .. words.Paragraphs.SelectMany(paragraph => new[] { paragraph, "" }),
        words.Title, words.Day, words.Hours, words.Where, "",
        .. words.VoidTickets is { Count: > 0 } tickets ? [$"{words.VoidLabel}:", .. tickets.Select(ticket => $"  {ticket}"), ""] : Array.Empty<string>(),
        .. words.Rest is { } rest ? [rest, ""] : Array.Empty<string>(),
        $"Order {words.Order}", "",
        "Open your order:", url, "",
        $"{words.Help} {words.SupportEmail}".TrimEnd(), "",
        "--", .. words.Foot, .. words.Small, "",
    ]);

    private static string Page(RefundedOrder refunded, RefundWords words, string url)
    {
        var page = new MailPage(refunded.Venue);
        return page.Write(words.Subject, words.Paragraphs.First(), Html.Join(
        [
            MailPage.Headline(words.Headline),
            MailPage.Paragraph(words.Greeting),
            words.Notice is { } notice ? MailPage.Notice(notice) : Html.Nothing,
            .. words.Paragraphs.Select(MailPage.Paragraph),
            MailPage.Fact("Event", words.Title, words.Day, words.Hours, words.Where),
            words.VoidTickets.Count > 0 ? MailPage.Fact(words.VoidLabel, words.VoidTickets) : Html.Nothing,
            words.Rest is { } rest ? MailPage.Paragraph(rest) : Html.Nothing,
            MailPage.Fact("Order", words.Order),
            page.Button("Open your order", url),
            MailPage.Help(words.Help, words.SupportEmail),
        ]), words.Small);
    }
}
