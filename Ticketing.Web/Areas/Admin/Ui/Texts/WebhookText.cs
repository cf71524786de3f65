using Ticketing.Features.Payments.Webhooks;

namespace Ticketing.Areas.Admin.Ui.Texts;

public static class WebhookText
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["checkout.session.completed"] = "Buyer finished paying",
        ["checkout.session.async_payment_succeeded"] = "Slow payment arrived",
        ["checkout.session.async_payment_failed"] = "Slow payment failed",
        ["checkout.session.expired"] = "Payment page closed",
        ["refund.created"] = "Refund begun",
        ["refund.updated"] = "Refund changed",
        ["refund.failed"] = "Refund failed",
        ["charge.refunded"] = "Payment refunded",
        ["charge.refund.updated"] = "Refund changed",
        ["charge.dispute.created"] = "Bank disputes a payment",
        ["charge.dispute.updated"] = "Dispute changed",
        ["charge.dispute.closed"] = "Dispute decided",
        ["charge.dispute.funds_withdrawn"] = "Disputed money taken",
        ["charge.dispute.funds_reinstated"] = "Disputed money given back",
        ["charge.updated"] = "Stripe's fee is known",
        ["charge.succeeded"] = "Card charged",
        ["charge.failed"] = "Card declined",
        ["payment_intent.created"] = "Payment begun",
        ["payment_intent.processing"] = "Slow payment under way",
        ["payment_intent.succeeded"] = "Payment succeeded",
        ["payment_intent.payment_failed"] = "Payment attempt failed",
        ["payment_intent.canceled"] = "Payment cancelled",
    };

    public static string KindText(string kind) => Kinds.GetValueOrDefault(kind) ?? "Something else";

    public static string ToText(this WebhookStatus status) => status == WebhookStatus.Ignored ? "Not ours" : status.ToString();

    public static string StatusText(this ListedWebhook message) =>
        message is { Status: WebhookStatus.Waiting, Attempts: > 0 } ? "Trying again" : message.Status.ToText();

    public static string ChipClass(this WebhookStatus status) =>
        status switch
        {
            WebhookStatus.Done => "good",
            WebhookStatus.Stuck => "bad",
            WebhookStatus.Ignored => "mute",
            _ => "warn",
        };

    public static string RefusalSummary(string reason) =>
        $"{(reason == WebhookRefusal.Malformed ? "Some of " : "")}Stripe’s messages are turned away: {RefusalReason(reason)}";

    private static string RefusalReason(string reason) =>
        reason switch
        {
            WebhookRefusal.Signature => "their signature does not match Payments:Stripe:WebhookSecret",
            WebhookRefusal.Version => $"they are not written for version {StripeWebhookEndpoint.ApiVersion} of Stripe’s API",
            WebhookRefusal.Mode => "they are of Stripe’s test mode where Payments:Stripe:SecretKey is a live key, or the other way round",
            _ => "this program does not know their form",
        };

    public static string Remedy(string reason) =>
        reason switch
        {
            WebhookRefusal.Signature =>
                "Copy the endpoint’s signing secret from Stripe’s dashboard to Payments:Stripe:WebhookSecret and start the program "
                    + "again. If it is the same there, see whether this machine’s clock is right.",
            WebhookRefusal.Version =>
                $"In Stripe’s dashboard add an endpoint of version {StripeWebhookEndpoint.ApiVersion} at the same address, set "
                    + "Payments:Stripe:WebhookSecret to its signing secret, start the program again, and remove the old endpoint.",
            WebhookRefusal.Mode =>
                "Take the secret key and the endpoint’s signing secret from the same mode of Stripe’s dashboard: both live, or both test.",
            _ => "Update the program. If that does not help, tell its makers what the log says.",
        };

    public static string PastRefusal(string reason) =>
        reason == WebhookRefusal.Signature
            ? "Messages that Stripe had not signed were turned away. Somebody tried something, or Stripe repeated an old message; it did "
                + "no harm."
            : $"Stripe’s messages were turned away: {RefusalReason(reason)}. That is over.";
}
