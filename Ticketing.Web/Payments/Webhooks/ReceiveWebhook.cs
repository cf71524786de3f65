using Microsoft.Extensions.Options;
using Stripe;
using Ticketing.Data;
using Ticketing.Settings;

namespace Ticketing.Payments.Webhooks;

public abstract record WebhookReceipt
{
    public sealed record Stored : WebhookReceipt;

    public sealed record KnownAlready : WebhookReceipt;

    /// <param name="Reason">A constant of <see cref="WebhookRefusal"/>.</param>
    public sealed record Refused(string Reason) : WebhookReceipt;
}

public sealed partial class ReceiveWebhook(
    TicketingDbContext db, IOptionsMonitor<PaymentOptions> payments, CountRefusals refusals, TimeProvider clock, ILogger<ReceiveWebhook> log)
{
    /// <exception cref="DatabaseBusyException">Not stored: the sender must retry, as after any other database error.</exception>
    public async Task<WebhookReceipt> ReceiveAsync(ReadOnlyMemory<byte> body, string signature, CancellationToken ct)
    {
        var (message, text, reason) = Judge(body.Span, signature);
        if (message is null)
        {
            await refusals.CountAsync(reason, ct);
            return new WebhookReceipt.Refused(reason);
        }

        var isNew = await StoreAsync(message, text, ct);
        Received(log, message.Id, message.Kind, message.ObjectId, isNew);
        return isNew ? new WebhookReceipt.Stored() : new WebhookReceipt.KnownAlready();
    }

    private (StripeMessage? Message, string Text, string Reason) Judge(ReadOnlySpan<byte> body, string signature)
    {
        var stripe = payments.CurrentValue.Stripe;
        if (StripeSignature.Read(body, signature, stripe.WebhookSecret, clock.GetUtcNow()) is not { } text)
        {
            return (null, "", WebhookRefusal.Signature);
        }

        return StripeMessage.Read(text) switch
        {
            null => (null, "", WebhookRefusal.Malformed),
            { Version: var version } when !EventUtility.IsCompatibleApiVersion(version) => (null, "", WebhookRefusal.Version),
            { IsLive: var isLive } when isLive != stripe.IsLive => (null, "", WebhookRefusal.Mode),
            var message => (message, text, ""),
        };
    }

    // The provider may deliver an event twice: the primary key stores it once.
    private Task<bool> StoreAsync(StripeMessage message, string text, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = new WebhookEvent
        {
            Id = message.Id, Kind = message.Kind, ObjectId = message.ObjectId, Body = text,
            HappenedAt = message.HappenedAt, ReceivedAt = now, NextTryAt = now,
        };
        return db.WriteAsync(() => db.InsertIfNewAsync(row, nameof(WebhookEvent.Id), ct), ct: ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Received {EventId}, {Kind} of {ObjectId}; new: {IsNew}")]
    private static partial void Received(ILogger logger, string eventId, string kind, string objectId, bool isNew);
}
