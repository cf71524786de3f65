using Microsoft.Extensions.Options;
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

public sealed partial class ReceiveStripeWebhook(
    TicketingDbContext db,
    IOptionsMonitor<PaymentOptions> payments,
    RecordWebhookRefusal refusals,
    TimeProvider clock,
    ILogger<ReceiveStripeWebhook> log
)
{
    /// <exception cref="DatabaseBusyException">Not stored: the sender must retry, as after any other database error.</exception>
    public async Task<ReceiveOutcome> ReceiveAsync(ReadOnlyMemory<byte> body, string signature, CancellationToken ct)
    {
        var read = StripeEventReader.Read(body.Span, signature, payments.CurrentValue.Stripe, clock.GetUtcNow());
        if (read is not StripeEventResult.Accepted { Message: var message, Body: var text })
        {
            var reason = GetRefusalReason(read);
            await refusals.RecordAsync(reason, ct);
            return new ReceiveOutcome.Refused(reason);
        }

        var isNew = await StoreAsync(message, text, ct);
        Received(log, message.Id, message.Kind, message.ObjectId, isNew);
        return isNew ? new ReceiveOutcome.Stored() : new ReceiveOutcome.Duplicate();
    }

    private static string GetRefusalReason(StripeEventResult read) =>
        read switch
        {
            StripeEventResult.NotSigned => WebhookRefusal.Signature,
            StripeEventResult.OtherVersion => WebhookRefusal.Version,
            StripeEventResult.OtherMode => WebhookRefusal.Mode,
            _ => WebhookRefusal.Malformed,
        };

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
