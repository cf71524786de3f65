using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.WaitingList.Emails;

/// <param name="Event">In the language of the mail.</param>
internal sealed record MailedEntry(WaitingPlace Place, Event Event, WaitingListLink Link, SiteOptions Venue)
{
    /// <summary>Of the entry, one line for each kind.</summary>
    public IReadOnlyList<string> Choices =>
        [
            .. Event
                .TicketTypes.Join(Place.Entry.Choices, type => type.Id, choice => choice.TicketTypeId, (type, choice) => (type, choice))
                .Select(both => $"{both.choice.Quantity} × {both.type.Category}"),
        ];
}

internal sealed class WaitingListMailWriter(
    WaitingListEntries entries,
    EventCatalogue catalogue,
    WaitingListLinks links,
    MailHtmlRenderer html,
    IOptionsMonitor<SiteOptions> site
)
{
    /// <returns>Null if the entry was deleted.</returns>
    public async Task<MailedEntry?> FindAsync(Notification notification, CancellationToken ct)
    {
        var id = WaitingListMailKeys.ReadEntryId(notification);
        if (await entries.FindAsync(id, ct) is not { } place)
        {
            return null;
        }

        var @event = await catalogue.GetAsync(place.Entry.EventId, ct);
        return new MailedEntry(place, @event, await links.CreateAsync(id, @event, ct), site.CurrentValue);
    }

    public string GetUrl(string path) => links.GetUrl(path);

    public WaitingListLink CreateCheckoutLink(PendingOffer offer) => links.Create(offer);

    /// <param name="secrets">In its links, which stored copies must not have.</param>
    public async Task<ComposedEmail> WriteAsync(WaitingListMailText content, params string[] secrets) =>
        new(
            RecipientName: "",
            content.Subject,
            content.PlainText,
            await html.RenderAsync<WaitingListHtml, WaitingListMailText>(content, content.Venue),
            [],
            secrets
        );
}
