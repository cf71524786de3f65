namespace Ticketing.Features.OutgoingWebhooks;

/// <summary>Their names and data are documented in docs/webhooks.md, and never change.</summary>
public static class WebhookEventTypes
{
    public const string OrderPaid = "order.paid";
    public const string OrderExpired = "order.expired";
    public const string OrderCorrected = "order.corrected";
    public const string OrderRefunded = "order.refunded";
    public const string TicketVoided = "ticket.voided";
    public const string TicketScanned = "ticket.scanned";
    public const string TicketScanUndone = "ticket.scan_undone";
    public const string EventPublished = "event.published";
    public const string EventChanged = "event.changed";
    public const string EventWithdrawn = "event.withdrawn";
    public const string EventCancelled = "event.cancelled";

    /// <summary>Sent by a button in the admin area. No endpoint subscribes to it.</summary>
    public const string Test = "webhook.test";

    public static IReadOnlyList<string> All { get; } =
    [
        OrderPaid,
        OrderExpired,
        OrderCorrected,
        OrderRefunded,
        TicketVoided,
        TicketScanned,
        TicketScanUndone,
        EventPublished,
        EventChanged,
        EventWithdrawn,
        EventCancelled,
    ];
}
