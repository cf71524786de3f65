using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.OutgoingWebhooks.Endpoints;

/// <param name="LastDeliveredAt">Null if nothing has been delivered in the last weeks.</param>
public sealed record WebhookEndpointRow(WebhookEndpoint Endpoint, int Waiting, int Failed, DateTimeOffset? LastDeliveredAt);

public sealed class WebhookEndpointQueries(TicketingDbContext db)
{
    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<WebhookEndpointRow>> ListAsync(CancellationToken ct) =>
        await db.Set<WebhookEndpoint>()
            .AsNoTracking()
            .OrderBy(e => e.CreatedAt)
            .ThenBy(e => e.Id)
            .Select(e => new WebhookEndpointRow(
                e,
                db.Set<WebhookDelivery>().Count(d => d.EndpointId == e.Id && d.Status == WebhookDeliveryStatus.Waiting),
                db.Set<WebhookDelivery>().Count(d => d.EndpointId == e.Id && d.Status == WebhookDeliveryStatus.Failed),
                db.Set<WebhookDelivery>()
                    .Where(d => d.EndpointId == e.Id && d.Status == WebhookDeliveryStatus.Delivered)
                    .Max(d => d.SettledAt)
            ))
            .ToListAsync(ct);

    public Task<WebhookEndpoint?> FindAsync(Guid id, CancellationToken ct) =>
        db.Set<WebhookEndpoint>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == id, ct);

    /// <summary>Those that staff have disabled themselves are not counted.</summary>
    public Task<int> CountDisabledAfterFailureAsync(CancellationToken ct) =>
        db.Set<WebhookEndpoint>().CountAsync(e => e.DisableReason != null && e.DisableReason != WebhookDisableReason.Staff, ct);
}
