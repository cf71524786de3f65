using Microsoft.Extensions.Options;
using Stripe;
using Ticketing.Data;
using Ticketing.Settings;

namespace Ticketing.Payments.Webhooks;

public abstract record WebhookReceipt
{
    /// <summary>Kept, for good: the sender may forget it.</summary>
    public sealed record Stored : WebhookReceipt;

    /// <summary>It came before; nothing was written.</summary>
    public sealed record KnownAlready : WebhookReceipt;

    /// <param name="Reason">One of <see cref="WebhookRefusal"/>'s.</param>
    public sealed record Refused(string Reason) : WebhookReceipt;
}

/// <summary>Takes one message of the provider's in: is it genuine, is it ours, keep it. What it means is found out later.</summary>
public sealed partial class ReceiveWebhook(
    TicketingDbContext db, IOptionsMonitor<PaymentOptions> payments, CountRefusals refusals, TimeProvider clock, ILogger<ReceiveWebhook> log)
{
    /// <exception cref="DatabaseBusyException">It could not be kept: it must come again. So with every failure of the database.</exception>
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

    // The provider sends a message again and again until it hears "received", and at times once more: its key lets each in once.
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
