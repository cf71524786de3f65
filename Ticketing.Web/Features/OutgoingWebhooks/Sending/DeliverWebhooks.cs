using Microsoft.EntityFrameworkCore;
using Ticketing.Features.OutgoingWebhooks.Network;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.OutgoingWebhooks.Sending;

/// <summary>
/// Claims, sends and settles one message after the other. After a kill in between, the message comes due again and is sent again with the
/// same id: delivery is at least once.
/// </summary>
internal sealed class DeliverWebhooks(
    TicketingDbContext db,
    WebhookClient client,
    WebhookSecrets secrets,
    RecordDelivery record,
    TimeProvider clock
)
{
    /// <summary>Longer than an attempt can take.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Then the other endpoints are looked at again.</summary>
    private static readonly TimeSpan MaxRunTime = TimeSpan.FromSeconds(10);

    private const int BatchSize = 50;

    private static readonly DueTimeLease<WebhookDelivery> Claims = new(
        d => d.NextTryAt,
        WebhookRetries.Delay.MaxDelayWithJitter,
        d => d.Attempts
    );

    /// <param name="startedAt">The start of the run.</param>
    /// <returns>True if there may be more to send now.</returns>
    public async Task<bool> SendDueAsync(Guid endpointId, DateTimeOffset startedAt, CancellationToken ct)
    {
        var waiting = db.Set<WebhookDelivery>().Where(d => d.EndpointId == endpointId && d.Status == WebhookDeliveryStatus.Waiting);
        var due = await Claims.ListDueAsync(waiting, clock.GetUtcNow(), BatchSize, ct);
        foreach (var message in due)
        {
            if (clock.GetUtcNow() - startedAt > MaxRunTime)
            {
                return true;
            }

            // Read each time: it may have been changed or disabled meanwhile.
            if (await FindEnabledAsync(endpointId, ct) is not { } endpoint || !await SendAsync(endpoint, message, ct))
            {
                return false;
            }
        }

        return due.Count == BatchSize;
    }

    private Task<WebhookEndpoint?> FindEnabledAsync(Guid id, CancellationToken ct) =>
        db.Set<WebhookEndpoint>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == id && e.DisabledAt == null, ct);

    /// <returns>False if the endpoint is down: its other messages wait for the next run.</returns>
    private async Task<bool> SendAsync(WebhookEndpoint endpoint, WebhookDelivery message, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var lease = now + Lease;
        var isUp = true;
        await Claims.TryRunAsync(
            db,
            db.Set<WebhookDelivery>().Where(d => d.Id == message.Id && d.Status == WebhookDeliveryStatus.Waiting),
            message,
            lease,
            async () =>
            {
                var signatures = secrets.Sign(endpoint, message.MessageId, now, message.Payload);
                var request = new WebhookRequest(new Uri(endpoint.Url), message.MessageId, now, message.Payload, signatures);
                var answer = await client.SendAsync(request, ct);
                await record.RecordAsync(message, new DeliveryAttempt(now, lease), answer);
                isUp = !answer.IsEndpointDown;
            },
            ct
        );
        return isUp;
    }
}
