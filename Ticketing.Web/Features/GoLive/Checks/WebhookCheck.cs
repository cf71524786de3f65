using Microsoft.Extensions.Options;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.GoLive.Checks;

/// <summary>The payment check makes the provider send a message, so that there is one before the first sale.</summary>
internal sealed class WebhookCheck(
    WebhookQueries webhooks,
    IOptionsMonitor<PaymentOptions> payments,
    IOptionsMonitor<SiteOptions> site,
    VenueClock venueClock
) : IGoLiveCheck
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    public string Topic => GoLiveTopics.Webhook;

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct)
    {
        if (payments.CurrentValue.Provider is PaymentProvider.None or PaymentProvider.Sandbox)
        {
            return GoLiveFinding.Ok(T["The configured payment provider sends no messages."]);
        }

        if ((await webhooks.ListRefusalsAsync(ct)).Any(refusal => refusal.NeedsAction))
        {
            return GoLiveFinding.Fail(
                T["Stripe’s messages are refused. What to do is on the page Reconciliation, under Stripe’s messages."]
            );
        }

        return await webhooks.FindLastReceivedAtAsync(ct) switch
        {
            { } last when venueClock.Now - last <= MaxAge => GoLiveFinding.Ok(
                T["The last message came on {0}.", venueClock.FormatDateTime(last)]
            ),
            { } last => GoLiveFinding.Warn(T["No message has come since {0}. {1}", venueClock.FormatDateTime(last), Remedy]),
            null => GoLiveFinding.Warn(T["No message has ever come. {0}", Remedy]),
        };
    }

    private string Remedy =>
        T[
            "This check makes Stripe send one: check again in a minute. If there is none, add the endpoint {0} in Stripe’s dashboard, "
                + "as the page Reconciliation describes under Stripe’s messages.",
            Endpoint
        ];

    private string Endpoint => site.CurrentValue.PublicBaseUrl.TrimEnd('/') + StripeWebhookEndpoint.Path;
}
