using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.OutgoingWebhooks.Endpoints;

/// <summary>Messages that staff ask for. The job sends them like all others.</summary>
public sealed class SendWebhookAgain(TicketingDbContext db, WebhookOutbox outbox, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The message keeps its id, so that a receiver that knows it ignores it.</summary>
    /// <returns>False if it waits to be sent anyway, or is deleted.</returns>
    public Task<bool> SendAgainAsync(Guid endpointId, Guid deliveryId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var row = db.Set<WebhookDelivery>().Where(d => d.Id == deliveryId && d.EndpointId == endpointId);
                var queued = await row.Where(d => d.Status != WebhookDeliveryStatus.Waiting)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(d => d.Status, WebhookDeliveryStatus.Waiting)
                                .SetProperty(d => d.SettledAt, (DateTimeOffset?)null)
                                .SetProperty(d => d.RequeuedAt, now)
                                .SetProperty(d => d.NextTryAt, now)
                                .SetProperty(d => d.Attempts, 0),
                        ct
                    );
                if (queued == 0)
                {
                    return false;
                }

                await RecordAsync("webhook.sent-again", endpointId, await row.Select(d => d.EventType).SingleAsync(ct), deliveryId, ct);
                return true;
            },
            ct: ct
        );

    /// <returns>The delivery's id; null if the endpoint is disabled or deleted.</returns>
    public Task<Guid?> SendTestAsync(Guid endpointId, CancellationToken ct) =>
        db.WriteAsync<Guid?>(
            async () =>
            {
                if (!await db.Set<WebhookEndpoint>().AnyAsync(e => e.Id == endpointId && e.DisabledAt == null, ct))
                {
                    return null;
                }

                var data = new { EndpointId = endpointId };
                var delivery = await outbox.QueueForAsync(endpointId, WebhookEventTypes.Test, data, ct);
                await RecordAsync("webhook.tested", endpointId, WebhookEventTypes.Test, delivery, ct);
                return delivery;
            },
            ct: ct
        );

    private async Task RecordAsync(string action, Guid endpointId, string type, Guid deliveryId, CancellationToken ct)
    {
        var url = await db.Set<WebhookEndpoint>().Where(e => e.Id == endpointId).Select(e => e.Url).SingleAsync(ct);
        await audit.RecordAsync(action, endpointId, url, before: null, new { Message = type, Delivery = $"{deliveryId}" }, ct);
    }
}
