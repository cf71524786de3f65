using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data.Keys;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Features.WaitingList;

internal sealed record WaitingListLink(string Url, string Token);

/// <summary>Links to an entry, for whoever has its mails.</summary>
public sealed class WaitingListLinks(SignedIds ids, BuyerLinks links, MailRenderMode mode)
{
    private const string Purpose = "waiting-list";

    internal async Task<WaitingListLink> CreateAsync(Guid entryId, Event @event, CancellationToken ct)
    {
        var token = mode.IsPreview ? Redaction.Mask : await ids.CreateTokenAsync(Purpose, entryId, ct);
        return new WaitingListLink(links.GetUrl($"/events/{@event.Slug}/waiting-list/entry?token={token}"), token);
    }

    /// <summary>Opens the checkout with what is held for the entry.</summary>
    internal WaitingListLink Create(PendingOffer offer)
    {
        var code = mode.IsPreview ? Redaction.Mask : offer.HoldCode;
        return new WaitingListLink(links.GetUrl($"/checkout/{code}"), code);
    }

    internal string GetUrl(string path) => links.GetUrl(path);

    /// <returns>The entry's id, or null for a token that this venue has not made.</returns>
    public Task<Guid?> ResolveAsync(string? token, CancellationToken ct) => ids.ResolveAsync(Purpose, token, ct);
}
