using System.Security.Cryptography;
using System.Text;

namespace Ticketing.Tests.Features.OutgoingWebhooks;

#pragma warning disable CA1062, CA1305 // Short, as docs/webhooks.md shows it.
public static class WebhookVerifier
{
    /// <param name="secret">Begins with whsec_.</param>
    /// <param name="signatures">The header webhook-signature.</param>
    public static bool IsGenuine(string secret, string id, string timestamp, string signatures, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var hash = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed);
        var expected = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(hash));
        return long.TryParse(timestamp, out var sentAt)
            && Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - sentAt) <= 300
            && signatures.Split(' ').Any(given => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected));
    }
}
