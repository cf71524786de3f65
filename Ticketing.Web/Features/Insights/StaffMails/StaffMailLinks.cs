using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Keys;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Features.Insights.StaffMails;

internal sealed record UnsubscribeLink(string Url, string Token);

/// <summary>
/// Links that stop emails without signing in. A token names the person and the topic, with a hash that only this venue can make; it opens
/// nothing else.
/// </summary>
public sealed class StaffMailLinks(KeyedHash keyed, MailRenderMode mode, IOptionsMonitor<SiteOptions> site)
{
    private const int IdLength = 32;

    /// <param name="path">Of a page for staff.</param>
    internal string GetUrl(string path) => new Uri(new Uri(site.CurrentValue.PublicBaseUrl), path).AbsoluteUri;

    internal async Task<UnsubscribeLink> CreateAsync(Guid userId, StaffMailTopic topic, CancellationToken ct)
    {
        var token = mode.IsPreview ? Redaction.Mask : await CreateTokenAsync(userId, topic, ct);
        return new UnsubscribeLink(GetUrl($"/admin/unsubscribe?token={token}"), token);
    }

    /// <returns>Null for a token that this venue has not made.</returns>
    public async Task<(Guid UserId, StaffMailTopic Topic)?> ResolveAsync(string? token, CancellationToken ct)
    {
        if (token?.Length > IdLength && Guid.TryParseExact(token[..IdLength], "N", out var id))
        {
            foreach (var topic in Enum.GetValues<StaffMailTopic>())
            {
                var made = await CreateTokenAsync(id, topic, ct);
                if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(made)))
                {
                    return (id, topic);
                }
            }
        }

        return null;
    }

    private async Task<string> CreateTokenAsync(Guid userId, StaffMailTopic topic, CancellationToken ct) =>
        $"{userId:N}{await keyed.ComputeAsync($"staff-mail|{topic}|{userId:N}", ct)}";
}
