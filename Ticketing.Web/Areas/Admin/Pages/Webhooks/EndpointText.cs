using Ticketing.Features.OutgoingWebhooks;

namespace Ticketing.Areas.Admin.Pages.Webhooks;

public static class EndpointText
{
    private static readonly Dictionary<string, Func<string>> Types = new(StringComparer.Ordinal)
    {
        [WebhookEventTypes.OrderPaid] = () => T["An order was paid, or free tickets were issued"],
        [WebhookEventTypes.OrderExpired] = () => T["An order ran out of time without a payment"],
        [WebhookEventTypes.OrderCorrected] = () => T["A name, phone number or email of an order changed"],
        [WebhookEventTypes.OrderRefunded] = () => T["Money went back to a buyer"],
        [WebhookEventTypes.TicketVoided] = () => T["A ticket is no longer valid"],
        [WebhookEventTypes.TicketScanned] = () => T["Somebody was admitted"],
        [WebhookEventTypes.TicketScanUndone] = () => T["A check-in was undone"],
        [WebhookEventTypes.EventPublished] = () => T["An event went public"],
        [WebhookEventTypes.EventChanged] = () => T["A public event, its poster or its ticket types changed"],
        [WebhookEventTypes.EventWithdrawn] = () => T["An event is a draft again"],
        [WebhookEventTypes.EventCancelled] = () => T["An event was cancelled"],
        [WebhookEventTypes.Test] = () => T["A test"],
    };

    public static string TypeText(string type) => Types.GetValueOrDefault(type)?.Invoke() ?? type;

    public static string StatusText(this WebhookEndpoint endpoint) =>
        endpoint switch
        {
            { DisabledAt: not null } => T["Disabled"],
            { FailingSince: not null } => T["Failing"],
            _ => T["Enabled"],
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
            WebhookDisableReason.Failing => T["Every delivery failed for five days."],
            WebhookDisableReason.Gone => T["It answered 410 Gone: it wants no more."],
            _ => T["A colleague disabled it."],
        };

    public static string ToText(this WebhookDeliveryStatus status) =>
        status switch
        {
            WebhookDeliveryStatus.Waiting => T["Waiting"],
            WebhookDeliveryStatus.Delivered => T["Delivered"],
            WebhookDeliveryStatus.Failed => T["Failed"],
            _ => status.ToString(),
        };

    /// <summary>Nothing is tried while the webhook is disabled.</summary>
    public static string DeliveryText(this WebhookEndpoint endpoint, WebhookDeliveryStatus status, int attempts) =>
        status == WebhookDeliveryStatus.Waiting && attempts > 0 && endpoint.DisabledAt is null ? T["Trying again"] : status.ToText();

    public static string ChipClass(this WebhookDeliveryStatus status) =>
        status switch
        {
            WebhookDeliveryStatus.Delivered => "good",
            WebhookDeliveryStatus.Failed => "bad",
            _ => "warn",
        };

    public static string AnswerText(int? status) => status is { } known ? T["It answered {0}.", known] : "";

    public static string AttemptText(WebhookAttempt attempt) => attempt.Error ?? AnswerText(attempt.ResponseStatus);

    /// <summary>"410 ms", "2.4 s".</summary>
    public static string DurationText(long milliseconds) =>
        milliseconds < 1000 ? T["{0} ms", milliseconds] : T["{0:0.0} s", milliseconds / 1000m];
}
