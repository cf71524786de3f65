using Ticketing.Notifications;
using Ticketing.Settings;

namespace Ticketing.Accounts.Mails;

internal sealed record Letter(string Title, IReadOnlyList<string> Paragraphs, string Button, string Url, IReadOnlyList<string> After)
{
    /// <param name="secrets">Redacted in the stored copy.</param>
    public ComposedEmail Compose(string recipientName, SiteOptions venue, params IReadOnlyList<string> secrets) =>
        new(OneLine.Of(recipientName), OneLine.Of(Title), Text(venue), Html(venue), [], secrets);

    private string Text(SiteOptions venue) => string.Join('\n',
        [.. Paragraphs.SelectMany(paragraph => new[] { paragraph, "" }), Url, "", .. After.SelectMany(paragraph => new[] { paragraph, "" }), "--", .. venue.Texts.MailFootLines, venue.VenueName, ""]);

    private string Html(SiteOptions venue)
    {
        var page = new MailPage(venue);
        return page.Write(Title, Paragraphs[0], Notifications.Html.Join(
        [
            MailPage.Headline(Title),
            .. Paragraphs.Select(MailPage.Paragraph),
            page.Button(Button, Url),
            .. After.Select(MailPage.Paragraph),
        ]), [venue.VenueName]);
    }
}
