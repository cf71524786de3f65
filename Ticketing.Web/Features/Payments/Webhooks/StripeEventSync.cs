using Ticketing.Features.Payments.Providers.StripeCheckout;
using Ticketing.Features.Payments.Sync;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Payments.Webhooks;

/// <summary>Looks up the object that a Stripe event is about.</summary>
public sealed class StripeEventSync(ProviderSync sync)
{
    private const PaymentProvider Provider = PaymentProvider.Stripe;

    /// <returns>False if the event does not concern our payments.</returns>
    /// <exception cref="InvalidOperationException">The stored body is not a Stripe event.</exception>
    public Task<bool> SyncAsync(string body, CancellationToken ct)
    {
        var read = StripeEventEnvelope.Parse(body) ?? throw new InvalidOperationException("The stored webhook event cannot be parsed.");
        return read.Topic switch
        {
            WebhookTopic.Session => sync.SyncSessionAsync(read.ObjectId, read.PaymentId, ct),
            WebhookTopic.Payment => sync.SyncPaymentAsync(Provider, read.ObjectId, ct),
            WebhookTopic.Charge when read.PaymentReference.Length > 0 => sync.SyncPaymentAsync(Provider, read.PaymentReference, ct),
            WebhookTopic.Refund => sync.SyncRefundAsync(Provider, read.ObjectId, ct),
            WebhookTopic.Dispute => sync.SyncDisputeAsync(Provider, read.ObjectId, ct),
            _ => Task.FromResult(false),
        };
    }
}
