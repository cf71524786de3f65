using Microsoft.Extensions.Options;
using Stripe;
using Ticketing.Features.Payments.Providers.StripeCheckout;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Webhooks;

public abstract record ReceiveOutcome
{
    public sealed record Stored : ReceiveOutcome;

    public sealed record Duplicate : ReceiveOutcome;

    /// <param name="Reason">A constant of <see cref="WebhookRefusal"/>.</param>
    public sealed record Refused(string Reason) : ReceiveOutcome;
}

public sealed partial class ReceiveWebhook(
    TicketingDbContext db,
    IOptionsMonitor<PaymentOptions> payments,
    RecordWebhookRefusal refusals,
    TimeProvider clock,
    ILogger<ReceiveWebhook> log
)
{
    /// <exception cref="DatabaseBusyException">Not stored: the sender must retry, as after any other database error.</exception>
    public async Task<ReceiveOutcome> ReceiveAsync(ReadOnlyMemory<byte> body, string signature, CancellationToken ct)
    {
        var (message, text, reason) = Validate(body.Span, signature);
        if (message is null)
        {
            await refusals.RecordAsync(reason, ct);
            return new ReceiveOutcome.Refused(reason);
        }

        var isNew = await StoreAsync(message, text, ct);
        Received(log, message.Id, message.Kind, message.ObjectId, isNew);
        return isNew ? new ReceiveOutcome.Stored() : new ReceiveOutcome.Duplicate();
    }

    private (StripeEventEnvelope? Message, string Text, string Reason) Validate(ReadOnlySpan<byte> body, string signature)
    {
        var stripe = payments.CurrentValue.Stripe;
        if (StripeSignature.VerifyAndRead(body, signature, stripe.WebhookSecret, clock.GetUtcNow()) is not { } text)
        {
            return (null, "", WebhookRefusal.Signature);
        }

        return StripeEventEnvelope.Parse(text) switch
        {
            null => (null, "", WebhookRefusal.Malformed),
            { Version: var version } when !EventUtility.IsCompatibleApiVersion(version) => (null, "", WebhookRefusal.Version),
            { IsLive: var isLive } when isLive != stripe.IsLive => (null, "", WebhookRefusal.Mode),
            var message => (message, text, ""),
        };
    }

    // The provider may deliver an event twice: the primary key stores it once.
    private Task<bool> StoreAsync(StripeEventEnvelope message, string text, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = new WebhookEvent
        {
            Id = message.Id,
            Kind = message.Kind,
            ObjectId = message.ObjectId,
            Body = text,
            HappenedAt = message.HappenedAt,
            ReceivedAt = now,
            NextTryAt = now,
        };
        return db.WriteAsync(() => db.InsertIfNewAsync(row, nameof(WebhookEvent.Id), ct), ct: ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Received {EventId}, {Kind} of {ObjectId}; new: {IsNew}")]
    private static partial void Received(ILogger logger, string eventId, string kind, string objectId, bool isNew);
}
