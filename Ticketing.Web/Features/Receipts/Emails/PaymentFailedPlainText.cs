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
                $"Order {content.Reference}",
                "",
                "Choose tickets again:",
                content.EventUrl,
                "",
                $"{content.Help} {venue.SupportEmail}".TrimEnd(),
                "",
                "--",
                .. venue.Texts.MailFootLines,
                venue.VenueName,
                "",
            ]
        );
}
