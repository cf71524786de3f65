using System.Globalization;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.StaffMails.Digests;

/// <summary>Nothing is sent to people who unsubscribed, or were disabled, while it waited.</summary>
internal sealed class DigestEmail(
    StaffMailChoices choices,
    DigestQueries digests,
    StaffMailLinks links,
    IActionItemWriter actionItems,
    MailHtmlRenderer html,
    IOptionsMonitor<SiteOptions> site,
    VenueClock clock
) : IEmailComposer
{
    public string Kind => DigestJob.MailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var (userId, period) = DigestPeriod.ReadMailKey(notification.DedupeKey);
        if (await choices.FindReaderAsync(userId, StaffMailTopic.Digest, ct) is not { } user)
        {
            return null;
        }

        var link = await links.CreateAsync(userId, StaffMailTopic.Digest, ct);
        var content = CreateText(await digests.GetAsync(userId, period, ct), link);
        return new ComposedEmail(
            SingleLineText.From(user.Name),
            content.Subject,
            content.PlainText,
            await html.RenderAsync<DigestHtml, DigestText>(content, content.Venue),
            [],
            [link.Token]
        )
        {
            UnsubscribeUrl = link.Url,
        };
    }

    private DigestText CreateText(Digest digest, UnsubscribeLink link) =>
        new()
        {
            IsDaily = digest.Period.Days == 1,
            Days =
                digest.Period.Days == 1
                    ? Formats.Date(digest.Period.Last, "ddd d MMM")
                    : T["{0} – {1}", Formats.Date(digest.Period.First, "d MMM"), Formats.Date(digest.Period.Last, "d MMM")],
            Figures = DigestText.GetFigures(digest),
            Events = [.. digest.Events.Select(CreateLine)],
            ActionItems =
            [
                .. digest
                    .ActionItems.Select(actionItems.Describe)
                    .OfType<ActionItemLine>()
                    .Select(item => item with { Path = links.GetUrl(item.Path) }),
            ],
            InsightsUrl = links.GetUrl(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"/admin/insights?from={digest.Period.First:yyyy-MM-dd}&to={digest.Period.Last:yyyy-MM-dd}"
                )
            ),
            UnsubscribeUrl = link.Url,
            Venue = site.CurrentValue,
        };

    private DigestEventLine CreateLine(DigestEvent row) =>
        new(
            SingleLineText.From(row.Title),
            Formats.Date(clock.ToLocal(row.StartsAt), "ddd d MMM yyyy"),
            T["{0} of {1} sold", DigestText.Count(row.Sold), DigestText.Count(row.Capacity)],
            row.Tickets > 0 ? $"+{DigestText.Count(row.Tickets)}" : "",
            links.GetUrl($"/admin/insights/events/{row.Id}")
        );
}
