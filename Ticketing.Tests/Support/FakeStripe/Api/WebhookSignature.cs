using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>HMAC-SHA256 over timestamp, dot and body; the key is the whole secret, including its prefix.</summary>
internal static class WebhookSignature
{
    public static string Header(string body, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}"));
        return $"t={seconds},v1={Convert.ToHexStringLower(hash)}";
    }
}
