using System.Text.Json;

namespace Ticketing.Payments.Webhooks;

/// <summary>What a message is about, as far as we follow it.</summary>
internal enum WebhookTopic
{
    /// <summary>Nothing of ours.</summary>
    None,
    Session,
    Payment,

    /// <summary>One try at a payment: it leads to its payment.</summary>
    Charge,
    Refund,
    Dispute,
}

/// <summary>What we read of one of Stripe's messages. What it says of its object is not believed: the object is asked for.</summary>
/// <param name="Kind">"charge.refunded".</param>
/// <param name="Version">The one of Stripe's interface that it was written for; empty where it does not say.</param>
/// <param name="ObjectId">Empty where what it is about has no name.</param>
/// <param name="PaymentId">Ours, where the object carries it.</param>
/// <param name="PaymentReference">Of the payment that the object belongs to; empty where it does not say.</param>
internal sealed record StripeMessage(
    string Id, string Kind, string Version, bool IsLive, DateTimeOffset HappenedAt, string ObjectId, Guid? PaymentId, string PaymentReference)
{
    public WebhookTopic Topic => Kind switch
    {
        "charge.refund.updated" => WebhookTopic.Refund,
        "charge.refunded" or "charge.succeeded" or "charge.updated" => WebhookTopic.Charge,
        _ when Kind.StartsWith("charge.dispute.", StringComparison.Ordinal) => WebhookTopic.Dispute,
        _ when Kind.StartsWith("checkout.session.", StringComparison.Ordinal) => WebhookTopic.Session,
        _ when Kind.StartsWith("payment_intent.", StringComparison.Ordinal) => WebhookTopic.Payment,
        _ when Kind.StartsWith("refund.", StringComparison.Ordinal) => WebhookTopic.Refund,
        _ => WebhookTopic.None,
    };

    /// <returns>Null for what is no message of Stripe's, or cannot be kept.</returns>
    public static StripeMessage? Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement) is { CanBeKept: true } message ? message : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            // Not JSON, deeper than anything that Stripe sends, of another form, of a year that there is not, or with half a letter in it.
            return null;
        }
    }

    private static StripeMessage? Read(JsonElement message)
    {
        if (Text(message, "object") != "event")
        {
            return null;
        }

        var about = message.GetProperty("data"u8).GetProperty("object"u8);
        return new StripeMessage(
            Text(message, "id"), Text(message, "type"), Text(message, "api_version"),
            message.GetProperty("livemode"u8).GetBoolean(),
            DateTimeOffset.FromUnixTimeSeconds(message.GetProperty("created"u8).GetInt64()),
            Text(about, "id"), PaymentOf(about), Text(about, "payment_intent"));
    }

    private static Guid? PaymentOf(JsonElement about) =>
        about.TryGetProperty("metadata"u8, out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && Guid.TryParse(Text(metadata, "payment"), out var id) ? id : null;

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private bool CanBeKept =>
        Id.Length > 0 && Kind.Length > 0 && (ObjectId.Length > 0 || Topic == WebhookTopic.None)
        && Fits(Id, WebhookEvent.LongestId) && Fits(Kind, WebhookEvent.LongestKind) && Fits(ObjectId, WebhookEvent.LongestId);

    // Names are plain; PostgreSQL takes no zero character, and refuses what is wider than its column.
    private static bool Fits(string name, int longest) => name.Length <= longest && name.All(letter => letter is > ' ' and <= '~');
}
