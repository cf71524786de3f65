using System.Text;
using Stripe;

namespace Ticketing.Payments.Webhooks;

/// <summary>Tells what Stripe sent from what anybody may have sent.</summary>
internal static class StripeSignature
{
    /// <summary>How far the sender's clock may be from ours, either way: what is older may be genuine and sent again by another.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    // The bytes are signed, not the text: a mark at the beginning counts, and what is no text at all is nobody's message.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>What was signed; null where it was not by who knows the secret, or not lately.</returns>
    public static string? Read(ReadOnlySpan<byte> body, string signature, string secret, DateTimeOffset now)
    {
        try
        {
            var text = Strict.GetString(body);
            EventUtility.ValidateSignature(text, signature, secret, (long)Tolerance.TotalSeconds, now.ToUnixTimeSeconds());
            return text;
        }
#pragma warning disable CA1031 // The library has no list of what it throws: forged headers end in overflows, formats, nulls. None of it is our failure.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
