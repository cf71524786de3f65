using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>How a webhook is signed: HMAC-SHA256 over the instant, a dot and the body; the key is the whole secret, its prefix included.</summary>
internal static class Signature
{
    public static string Header(string body, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}"));
        return $"t={seconds},v1={Convert.ToHexStringLower(hash)}";
    }
}
