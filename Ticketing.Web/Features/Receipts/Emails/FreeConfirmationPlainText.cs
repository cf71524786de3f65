using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Receipts.Emails;

internal static class FreeConfirmationPlainText
{
    public static string Write(FreeConfirmationText content, SiteOptions venue) =>
        string.Join(
            '\n',
            [
                content.Intro,
                "",
                content.Url,
                "",
                content.Title,
                content.When,
                "",
                BuyerMailText.OrderNumber(content.Reference),
                "",
                FreeConfirmationText.NotRequestedNote,
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
