using System.Text.Json;

namespace Ticketing.Features.Payments.Providers.StripeCheckout;

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
internal sealed record StripeEventEnvelope
{
    public const int MaxIdLength = 255;
    public const int MaxKindLength = 100;

    public required string Id { get; init; }

    /// <summary>For example "charge.refunded".</summary>
    public required string Kind { get; init; }

    public required string Version { get; init; }
    public required bool IsLive { get; init; }
    public required DateTimeOffset HappenedAt { get; init; }
    public required string ObjectId { get; init; }

    /// <summary>Our payment id, from the metadata.</summary>
    public required Guid? PaymentId { get; init; }

    /// <summary>Stripe's id of the payment.</summary>
    public required string PaymentReference { get; init; }

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
        return new StripeEventEnvelope
        {
            Id = ReadString(message, "id"),
            Kind = ReadString(message, "type"),
            Version = ReadString(message, "api_version"),
            IsLive = message.GetProperty("livemode"u8).GetBoolean(),
            HappenedAt = DateTimeOffset.FromUnixTimeSeconds(message.GetProperty("created"u8).GetInt64()),
            ObjectId = ReadString(about, "id"),
            PaymentId = ReadPaymentId(about),
            PaymentReference = ReadString(about, "payment_intent"),
        };
    }

    private static Guid? ReadPaymentId(JsonElement about) =>
        about.TryGetProperty("metadata"u8, out var metadata)
        && metadata.ValueKind == JsonValueKind.Object
        && Guid.TryParse(ReadString(metadata, StripeMetadata.Payment), out var id)
            ? id
            : null;

    private static string ReadString(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private bool CanBeStored =>
        Id.Length > 0
        && Kind.Length > 0
        && (ObjectId.Length > 0 || Topic == WebhookTopic.None)
        && Fits(Id, MaxIdLength)
        && Fits(Kind, MaxKindLength)
        && Fits(ObjectId, MaxIdLength);

    // Ids are plain ASCII. PostgreSQL rejects NUL characters and values longer than the column.
    private static bool Fits(string name, int maxLength) => name.Length <= maxLength && name.All(letter => letter is > ' ' and <= '~');
}
