using System.Text.Json;

namespace Ticketing.Features.Payments.Webhooks;

internal enum WebhookTopic
{
    None,
    Session,
    Payment,

    /// <summary>Handled through its payment.</summary>
    Charge,
    Refund,
    Dispute,
}

/// <summary>The object's state in the event is not trusted: it is fetched from Stripe instead. Missing texts are empty.</summary>
/// <param name="Kind">For example "charge.refunded".</param>
/// <param name="PaymentId">Ours, from the metadata.</param>
/// <param name="PaymentReference">Stripe's id.</param>
internal sealed record StripeEventEnvelope(
    string Id,
    string Kind,
    string Version,
    bool IsLive,
    DateTimeOffset HappenedAt,
    string ObjectId,
    Guid? PaymentId,
    string PaymentReference
)
{
    public WebhookTopic Topic =>
        Kind switch
        {
            "charge.refund.updated" => WebhookTopic.Refund,
            "charge.refunded" or "charge.succeeded" or "charge.updated" => WebhookTopic.Charge,
            _ when Kind.StartsWith("charge.dispute.", StringComparison.Ordinal) => WebhookTopic.Dispute,
            _ when Kind.StartsWith("checkout.session.", StringComparison.Ordinal) => WebhookTopic.Session,
            _ when Kind.StartsWith("payment_intent.", StringComparison.Ordinal) => WebhookTopic.Payment,
            _ when Kind.StartsWith("refund.", StringComparison.Ordinal) => WebhookTopic.Refund,
            _ => WebhookTopic.None,
        };

    /// <returns>Null if it is not a Stripe event or cannot be stored.</returns>
    public static StripeEventEnvelope? Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Parse(document.RootElement) is { CanBeStored: true } message ? message : null;
        }
        catch (Exception error)
            when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            // Not JSON, too deep, of another shape, with an impossible date or invalid characters.
            return null;
        }
    }

    private static StripeEventEnvelope? Parse(JsonElement message)
    {
        if (ReadString(message, "object") != "event")
        {
            return null;
        }

        var about = message.GetProperty("data"u8).GetProperty("object"u8);
        return new StripeEventEnvelope(
            ReadString(message, "id"),
            ReadString(message, "type"),
            ReadString(message, "api_version"),
            message.GetProperty("livemode"u8).GetBoolean(),
            DateTimeOffset.FromUnixTimeSeconds(message.GetProperty("created"u8).GetInt64()),
            ReadString(about, "id"),
            ReadPaymentId(about),
            ReadString(about, "payment_intent")
        );
    }

    private static Guid? ReadPaymentId(JsonElement about) =>
        about.TryGetProperty("metadata"u8, out var metadata)
        && metadata.ValueKind == JsonValueKind.Object
        && Guid.TryParse(ReadString(metadata, "payment"), out var id)
            ? id
            : null;

    private static string ReadString(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private bool CanBeStored =>
        Id.Length > 0
        && Kind.Length > 0
        && (ObjectId.Length > 0 || Topic == WebhookTopic.None)
        && Fits(Id, WebhookEvent.MaxIdLength)
        && Fits(Kind, WebhookEvent.MaxKindLength)
        && Fits(ObjectId, WebhookEvent.MaxIdLength);

    // Ids are plain ASCII. PostgreSQL rejects NUL characters and values longer than the column.
    private static bool Fits(string name, int maxLength) => name.Length <= maxLength && name.All(letter => letter is > ' ' and <= '~');
}
