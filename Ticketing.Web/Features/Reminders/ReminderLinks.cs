using System.Security.Cryptography;
using System.Text;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data.Keys;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Features.Reminders;

internal sealed record ReminderLink(string Url, string Token);

/// <summary>Links that confirm and stop a reminder. A token is the reminder's id with a hash that only this venue can make.</summary>
public sealed class ReminderLinks(KeyedHash keyed, BuyerLinks links, MailRenderMode mode)
{
    private const int IdLength = 32;

    internal async Task<ReminderLink> CreateAsync(Guid reminderId, Event @event, CancellationToken ct)
    {
        var token = mode.IsPreview ? Redaction.Mask : await CreateTokenAsync(reminderId, ct);
        return new ReminderLink(links.GetUrl($"/events/{@event.Slug}/reminder?token={token}"), token);
    }

    /// <returns>The reminder's id, or null for a token that this venue has not made.</returns>
    public async Task<Guid?> ResolveAsync(string? token, CancellationToken ct) =>
        token?.Length > IdLength
        && Guid.TryParseExact(token[..IdLength], "N", out var id)
        && await CreateTokenAsync(id, ct) is var made
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(made))
            ? id
            : null;

    private async Task<string> CreateTokenAsync(Guid id, CancellationToken ct) =>
        $"{id:N}{await keyed.ComputeAsync($"reminder|{id:N}", ct)}";
}
