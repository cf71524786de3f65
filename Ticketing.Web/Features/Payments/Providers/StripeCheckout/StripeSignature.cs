using System.Text;
using Stripe;

namespace Ticketing.Features.Payments.Providers.StripeCheckout;

internal static class StripeSignature
{
    /// <summary>Allowed clock difference in either direction; an older request may be a replay.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    // The signature covers the bytes: a byte order mark counts, and invalid UTF-8 is rejected.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The body as text; null if the signature is wrong or too old.</returns>
    public static string? VerifyAndRead(ReadOnlySpan<byte> body, string signature, string secret, DateTimeOffset now)
    {
        try
        {
            var text = Strict.GetString(body);
            EventUtility.ValidateSignature(text, signature, secret, (long)Tolerance.TotalSeconds, now.ToUnixTimeSeconds());
            return text;
        }
#pragma warning disable CA1031 // The library does not document its exceptions: forged headers cause overflow, format and null errors.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
