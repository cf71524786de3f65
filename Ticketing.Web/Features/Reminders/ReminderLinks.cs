using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data.Keys;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Features.Reminders;

internal sealed record ReminderLink(string Url, string Token);

/// <summary>Links that confirm and stop a reminder.</summary>
public sealed class ReminderLinks(SignedIds ids, BuyerLinks links, MailRenderMode mode)
{
    private const string Purpose = "reminder";

    internal async Task<ReminderLink> CreateAsync(Guid reminderId, Event @event, CancellationToken ct)
    {
        var token = mode.IsPreview ? Redaction.Mask : await ids.CreateTokenAsync(Purpose, reminderId, ct);
        return new ReminderLink(links.GetUrl($"/events/{@event.Slug}/reminder?token={token}"), token);
    }

    /// <returns>The reminder's id, or null for a token that this venue has not made.</returns>
    public Task<Guid?> ResolveAsync(string? token, CancellationToken ct) => ids.ResolveAsync(Purpose, token, ct);
}
