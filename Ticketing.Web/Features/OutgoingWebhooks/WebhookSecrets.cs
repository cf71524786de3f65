using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Ticketing.Features.OutgoingWebhooks;

/// <summary>Secrets and signatures of Standard Webhooks. Secrets are stored encrypted, and shown once.</summary>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private const string Prefix = "whsec_";
    private const int Length = 32;
    private readonly IDataProtector protector = protection.CreateProtector("Ticketing.WebhookSecrets.v1");

    /// <returns>The secret to show, and the secret to store.</returns>
    internal (string Shown, byte[] Protected) Create()
    {
        var secret = RandomNumberGenerator.GetBytes(Length);
        return (Prefix + Convert.ToBase64String(secret), protector.Protect(secret));
    }

    /// <summary>The header webhook-signature: one signature, and another by the secret before for as long as that counts.</summary>
    internal string Sign(WebhookEndpoint endpoint, string messageId, DateTimeOffset timestamp, string payload)
    {
        var content = Encoding.UTF8.GetBytes($"{messageId}.{timestamp.ToUnixTimeSeconds()}.{payload}");
        byte[][] secrets =
            endpoint.PreviousSecretUntil > timestamp
                ? [endpoint.ProtectedSecret, endpoint.PreviousProtectedSecret!]
                : [endpoint.ProtectedSecret];
        return string.Join(
            ' ',
            secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(protector.Unprotect(secret), content))}")
        );
    }
}
