using Ticketing.Features.Payments.Webhooks;

namespace Ticketing.Areas.Admin.Ui.Texts;

public static class WebhookText
{
    private static readonly Dictionary<string, Func<string>> Kinds = new(StringComparer.Ordinal)
    {
        ["checkout.session.completed"] = () => T["Buyer finished paying"],
        ["checkout.session.async_payment_succeeded"] = () => T["Slow payment arrived"],
        ["checkout.session.async_payment_failed"] = () => T["Slow payment failed"],
        ["checkout.session.expired"] = () => T["Payment page closed"],
        ["refund.created"] = () => T["Refund begun"],
        ["refund.updated"] = () => T["Refund changed"],
        ["refund.failed"] = () => T["Refund failed"],
        ["charge.refunded"] = () => T["Payment refunded"],
        ["charge.refund.updated"] = () => T["Refund changed"],
        ["charge.dispute.created"] = () => T["Bank disputes a payment"],
        ["charge.dispute.updated"] = () => T["Dispute changed"],
        ["charge.dispute.closed"] = () => T["Dispute decided"],
        ["charge.dispute.funds_withdrawn"] = () => T["Disputed money taken"],
        ["charge.dispute.funds_reinstated"] = () => T["Disputed money given back"],
        ["charge.updated"] = () => T["Stripe's fee is known"],
        ["charge.succeeded"] = () => T["Card charged"],
        ["charge.failed"] = () => T["Card declined"],
        ["payment_intent.created"] = () => T["Payment begun"],
        ["payment_intent.processing"] = () => T["Slow payment in progress"],
        ["payment_intent.succeeded"] = () => T["Payment succeeded"],
        ["payment_intent.payment_failed"] = () => T["Payment attempt failed"],
        ["payment_intent.canceled"] = () => T["Payment cancelled"],
    };

    public static string KindText(string kind) => Kinds.GetValueOrDefault(kind)?.Invoke() ?? T["Something else"];

    public static string ToText(this WebhookStatus status) =>
        status switch
        {
            WebhookStatus.Waiting => T["Waiting"],
            WebhookStatus.Done => T["Done"],
            WebhookStatus.Stuck => T["Stuck"],
            WebhookStatus.Ignored => T["Not ours"],
            _ => status.ToString(),
        };

    public static string StatusText(this ListedWebhook message) =>
        message is { Status: WebhookStatus.Waiting, Attempts: > 0 } ? T["Trying again"] : message.Status.ToText();

    public static string ChipClass(this WebhookStatus status) =>
        status switch
        {
            WebhookStatus.Done => "good",
            WebhookStatus.Stuck => "bad",
            WebhookStatus.Ignored => "mute",
            _ => "warn",
        };

    public static string RefusalSummary(string reason) =>
        reason == WebhookRefusal.Malformed
            ? T["Some of Stripe’s messages are turned away: {0}", RefusalReason(reason)]
            : T["Stripe’s messages are turned away: {0}", RefusalReason(reason)];

    private static string RefusalReason(string reason) =>
        reason switch
        {
            WebhookRefusal.Signature => T["their signature does not match Payments:Stripe:WebhookSecret"],
            WebhookRefusal.Version => T["they are not written for version {0} of Stripe’s API", StripeWebhookEndpoint.ApiVersion],
            WebhookRefusal.Mode => T[
                "they are of Stripe’s test mode where Payments:Stripe:SecretKey is a live key, or the other way round"
            ],
            _ => T["this program does not know their form"],
        };

    public static string Remedy(string reason) =>
        reason switch
        {
            WebhookRefusal.Signature => T[
                "Copy the endpoint’s signing secret from Stripe’s dashboard to Payments:Stripe:WebhookSecret and start the program "
                    + "again. If it is the same there, see whether this machine’s clock is right."
            ],
            WebhookRefusal.Version => T[
                "In Stripe’s dashboard add an endpoint of version {0} at the same address, set "
                    + "Payments:Stripe:WebhookSecret to its signing secret, start the program again, and remove the old endpoint.",
                StripeWebhookEndpoint.ApiVersion
            ],
            WebhookRefusal.Mode => T[
                "Take the secret key and the endpoint’s signing secret from the same mode of Stripe’s dashboard: both live, or both test."
            ],
            _ => T["Update the software. If that doesn’t help, send its developers what the log says."],
        };

    public static string PastRefusal(string reason) =>
        reason == WebhookRefusal.Signature
            ? T["Messages without a valid signature were rejected: someone was probing, or Stripe resent an old message. No harm was done."]
            : T["Stripe’s messages were turned away: {0}. That is over.", RefusalReason(reason)];
}
