using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Receipts.Emails;

internal static class PaymentFailedPlainText
{
    public static string Write(PaymentFailedText content, SiteOptions venue) =>
        string.Join(
            '\n',
            [
                content.Greeting,
                "",
                .. content.Paragraphs.SelectMany(line => new[] { line, "" }),
                content.Title,
                content.Day,
                "",
                BuyerMailText.OrderNumber(content.Reference),
                "",
                $"{T["Choose tickets again"]}:",
                content.EventUrl,
                "",
                content.Help,
                "",
                "--",
                .. venue.Texts.MailFootLines,
                venue.VenueName,
                "",
            ]
        );
}
