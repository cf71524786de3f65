using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.Staff;

public sealed record StaffEmail(string Title, IReadOnlyList<string> Paragraphs, string Button, string Url, IReadOnlyList<string> Footnotes)
{
    /// <param name="secrets">Redacted in the stored copy.</param>
    internal async Task<ComposedEmail> ComposeAsync(
        string recipientName,
        SiteOptions venue,
        MailHtmlRenderer html,
        params IReadOnlyList<string> secrets
    ) =>
        new(
            SingleLineText.From(recipientName),
            SingleLineText.From(Title),
            Text(venue),
            await html.RenderAsync<StaffEmailHtml, StaffEmail>(this, venue),
            [],
            secrets
        );

    private string Text(SiteOptions venue) =>
        string.Join(
            '\n',
            [
                .. Paragraphs.SelectMany(paragraph => new[] { paragraph, "" }),
                Url,
                "",
                .. Footnotes.SelectMany(paragraph => new[] { paragraph, "" }),
                "--",
                .. venue.Texts.MailFootLines,
                venue.VenueName,
                "",
            ]
        );
}
