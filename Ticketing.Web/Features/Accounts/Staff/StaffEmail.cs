using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.Staff;

internal sealed record StaffEmail(
    string Title,
    IReadOnlyList<string> Paragraphs,
    string Button,
    string Url,
    IReadOnlyList<string> Footnotes
)
{
    /// <param name="secrets">Redacted in the stored copy.</param>
    public ComposedEmail Compose(string recipientName, SiteOptions venue, params IReadOnlyList<string> secrets) =>
        new(SingleLineText.From(recipientName), SingleLineText.From(Title), Text(venue), Html(venue), [], secrets);

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

    private string Html(SiteOptions venue)
    {
        var page = new MailLayout(venue);
        return page.Render(
            Title,
            Paragraphs[0],
            Ticketing.Infrastructure.Notifications.HtmlFragment.Join([
                MailLayout.Headline(Title),
                .. Paragraphs.Select(MailLayout.Paragraph),
                page.Button(Button, Url),
                .. Footnotes.Select(MailLayout.Paragraph),
            ]),
            [venue.VenueName]
        );
    }
}
