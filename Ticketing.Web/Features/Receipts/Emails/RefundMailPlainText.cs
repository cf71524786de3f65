namespace Ticketing.Features.Receipts.Emails;

internal static class RefundMailPlainText
{
    public static string Write(RefundMailText content) =>
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
                    ? [content.VoidHeading, .. tickets.Select(ticket => $"  {ticket}"), ""]
                    : Array.Empty<string>(),
                .. content.ValidTicketsNote is { } rest ? [rest, ""] : Array.Empty<string>(),
                .. content.CreditNoteNote is { } creditNote ? [creditNote, ""] : Array.Empty<string>(),
                BuyerMailText.OrderNumber(content.Order),
                "",
                $"{T["View order"]}:",
                content.OrderUrl,
                "",
                content.Help,
                "",
                "--",
                .. content.FooterLines,
                .. content.SmallPrint,
                "",
            ]
        );
}
