using Stripe;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Payments.Providers.StripeCheckout;

internal abstract record StripeEventResult
{
    /// <param name="Body">The signed text.</param>
    public sealed record Accepted(StripeEventEnvelope Message, string Body) : StripeEventResult;

    /// <summary>Wrong or outdated signature.</summary>
    public sealed record NotSigned : StripeEventResult;

    /// <summary>Genuine, but of an unknown shape.</summary>
    public sealed record Malformed : StripeEventResult;

    /// <summary>Genuine, but for another API version.</summary>
    public sealed record OtherVersion : StripeEventResult;

    /// <summary>Genuine, but from test mode while the key is live, or the reverse.</summary>
    public sealed record OtherMode : StripeEventResult;
}

internal static class StripeEventReader
{
    public static string ApiVersion => StripeConfiguration.ApiVersion;

    public static StripeEventResult Read(ReadOnlySpan<byte> body, string signature, StripeOptions stripe, DateTimeOffset now) =>
        StripeSignature.VerifyAndRead(body, signature, stripe.WebhookSecret, now) is { } text
            ? Read(text, stripe)
            : new StripeEventResult.NotSigned();

    private static StripeEventResult Read(string text, StripeOptions stripe) =>
        StripeEventEnvelope.Parse(text) switch
        {
            null => new StripeEventResult.Malformed(),
            { Version: var version } when !EventUtility.IsCompatibleApiVersion(version) => new StripeEventResult.OtherVersion(),
            { IsLive: var isLive } when isLive != stripe.IsLive => new StripeEventResult.OtherMode(),
            var message => new StripeEventResult.Accepted(message, text),
        };
}
