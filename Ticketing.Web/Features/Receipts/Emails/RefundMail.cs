using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

internal static class RefundMail
{
    public static ComposedEmail Write(RefundedOrder refunded, RefundMailContent content, OrderLink link) =>
        new(
            SingleLineText.From(refunded.Order.BuyerName),
            content.Subject,
            ToPlainText(content, link.Url),
            ToHtml(refunded, content, link.Url),
            [],
            [link.Token]
        );

    private static string ToPlainText(RefundMailContent content, string url) =>
        string.Join(
            '\n',
            [
                content.Greeting,
                "",
                .. content.Notice is { } notice ? [notice, ""] : Array.Empty<string>(),
                .. content.Paragraphs.SelectMany(paragraph => new[] { paragraph, "" }),
                content.Title,
                content.Day,
                content.Hours,
                content.Where,
                "",
                .. content.VoidTickets is { Count: > 0 } tickets
                    ? [$"{content.VoidLabel}:", .. tickets.Select(ticket => $"  {ticket}"), ""]
                    : Array.Empty<string>(),
                .. content.ValidTicketsNote is { } rest ? [rest, ""] : Array.Empty<string>(),
                $"Order {content.Order}",
                "",
                "Open your order:",
                url,
                "",
                $"{content.Help} {content.SupportEmail}".TrimEnd(),
                "",
                "--",
                .. content.FooterLines,
                .. content.SmallPrint,
                "",
            ]
        );

    private static string ToHtml(RefundedOrder refunded, RefundMailContent content, string url)
    {
        var page = new MailLayout(refunded.Venue);
        return page.Render(
            content.Subject,
            content.Paragraphs.First(),
            HtmlFragment.Join([
                MailLayout.Headline(content.Headline),
                MailLayout.Paragraph(content.Greeting),
                content.Notice is { } notice ? MailLayout.Notice(notice) : HtmlFragment.Empty,
                .. content.Paragraphs.Select(MailLayout.Paragraph),
                MailLayout.Field("Event", content.Title, content.Day, content.Hours, content.Where),
                content.VoidTickets.Count > 0 ? MailLayout.Field(content.VoidLabel, content.VoidTickets) : HtmlFragment.Empty,
                content.ValidTicketsNote is { } rest ? MailLayout.Paragraph(rest) : HtmlFragment.Empty,
                MailLayout.Field("Order", content.Order),
                page.Button("Open your order", url),
                MailLayout.Help(content.Help, content.SupportEmail),
            ]),
            content.SmallPrint
        );
    }
}
