using System.Globalization;
using Ticketing.Features.OutgoingWebhooks;

namespace Ticketing.Areas.Admin.Pages.Webhooks;

public static class EndpointText
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [WebhookEventTypes.OrderPaid] = "An order was paid, or free tickets were issued",
        [WebhookEventTypes.OrderExpired] = "An order ran out of time without a payment",
        [WebhookEventTypes.OrderCorrected] = "A name, phone number or email of an order changed",
        [WebhookEventTypes.OrderRefunded] = "Money went back to a buyer",
        [WebhookEventTypes.TicketVoided] = "A ticket is no longer valid",
        [WebhookEventTypes.TicketScanned] = "Somebody was admitted",
        [WebhookEventTypes.TicketScanUndone] = "A check-in was undone",
        [WebhookEventTypes.EventPublished] = "An event went public",
        [WebhookEventTypes.EventChanged] = "A public event, its poster or its ticket types changed",
        [WebhookEventTypes.EventWithdrawn] = "An event is a draft again",
        [WebhookEventTypes.EventCancelled] = "An event was cancelled",
        [WebhookEventTypes.Test] = "A test",
    };

    public static string TypeText(string type) => Types.GetValueOrDefault(type) ?? type;

    public static string StatusText(this WebhookEndpoint endpoint) =>
        endpoint switch
        {
            { DisabledAt: not null } => "Disabled",
            { FailingSince: not null } => "Failing",
            _ => "Enabled",
        };

    public static string ChipClass(this WebhookEndpoint endpoint) =>
        endpoint switch
        {
            { DisableReason: WebhookDisableReason.Staff } => "mute",
            { DisabledAt: not null } => "bad",
            { FailingSince: not null } => "warn",
            _ => "good",
        };

    public static string ReasonText(this WebhookDisableReason reason) =>
        reason switch
        {
            WebhookDisableReason.Failing => "Every delivery failed for five days.",
            WebhookDisableReason.Gone => "It answered 410 Gone: it wants no more.",
            _ => "A colleague disabled it.",
        };

    public static string StatusText(WebhookDeliveryStatus status, int attempts) =>
        status == WebhookDeliveryStatus.Waiting && attempts > 0 ? "Trying again" : status.ToString();

    public static string ChipClass(this WebhookDeliveryStatus status) =>
        status switch
        {
            WebhookDeliveryStatus.Delivered => "good",
            WebhookDeliveryStatus.Failed => "bad",
            _ => "warn",
        };

    public static string AnswerText(int? status) =>
        status is { } known ? string.Create(CultureInfo.InvariantCulture, $"It answered {known}.") : "";

    public static string AttemptText(WebhookAttempt attempt) => attempt.Error ?? AnswerText(attempt.ResponseStatus);

    /// <summary>"410 ms", "2.4 s".</summary>
    public static string DurationText(long milliseconds) =>
        milliseconds < 1000
            ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000m:0.0} s");
}
