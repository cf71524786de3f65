using System.Security.Cryptography;
using System.Text;
using Ticketing.Infrastructure.Data.Keys;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Features.Messages;

/// <param name="Url">Of the page, in the buyer's language.</param>
/// <param name="OneClickUrl">For the button of mail programs.</param>
public sealed record NewsLink(string Url, string OneClickUrl, string Token);

/// <summary>
/// Links that stop news without signing in. A token is the hash of the address with another that only this venue can make; it names nobody
/// and opens nothing else.
/// </summary>
public sealed class UnsubscribeLinks(NewsAddresses addresses, KeyedHash keyed, MailRenderMode mode, BuyerLinks links)
{
    private const int HashLength = 64;

    public async Task<NewsLink> CreateAsync(string email, CancellationToken ct)
    {
        var token = mode.IsPreview ? Redaction.Mask : await CreateTokenAsync(await addresses.GetHashAsync(email, ct), ct);
        return Create(token);
    }

    /// <summary>For previews: it stops nothing.</summary>
    public NewsLink CreateSample() => Create(Redaction.Mask);

    public async Task<bool> IsValidAsync(string? token, CancellationToken ct) => await FindHashAsync(token, ct) is not null;

    /// <returns>False for a token that this venue has not made.</returns>
    public async Task<bool> UnsubscribeAsync(string? token, CancellationToken ct)
    {
        if (await FindHashAsync(token, ct) is not { } hash)
        {
            return false;
        }

        await addresses.UnsubscribeAsync(hash, ct);
        return true;
    }

    private NewsLink Create(string token)
    {
        var path = $"/unsubscribe?token={token}";
        return new NewsLink(links.GetUrl(path), links.GetUrlWithoutLanguage(path), token);
    }

    private async Task<string?> FindHashAsync(string? token, CancellationToken ct)
    {
        if (token?.Length != 2 * HashLength)
        {
            return null;
        }

        var made = await CreateTokenAsync(token[..HashLength], ct);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(made))
            ? token[..HashLength]
            : null;
    }

    private async Task<string> CreateTokenAsync(string hash, CancellationToken ct) =>
        $"{hash}{await keyed.ComputeAsync($"unsubscribe|{hash}", ct)}";
}
