using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;

namespace Ticketing.Features.OutgoingWebhooks.Endpoints;

public sealed record WebhookDeliveryItem
{
    public required Guid Id { get; init; }
    public required string EventType { get; init; }
    public required WebhookDeliveryStatus Status { get; init; }
    public required int Attempts { get; init; }
    public required int? ResponseStatus { get; init; }
    public required string? LastError { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset NextTryAt { get; init; }
}

/// <summary>Latest first. Each page is a short index range scan.</summary>
public sealed class WebhookDeliveryQueries(TicketingDbContext db)
{
    public const int PageSize = 50;
    public const int MaxAttempts = 200;

    /// <param name="status">Null for all.</param>
    public async Task<KeysetPage<WebhookDeliveryItem>> GetPageAsync(
        Guid endpointId,
        WebhookDeliveryStatus? status,
        PagePosition? place,
        int size,
        CancellationToken ct
    )
    {
        var found = Deliveries.Where(d => d.EndpointId == endpointId);
        if (status is { } wanted)
        {
            found = found.Where(d => d.Status == wanted);
        }

        var rows = await found
            .StartAt(place, d => d.CreatedAt, d => d.Id)
            .Take(size + 1)
            .Select(d => new WebhookDeliveryItem
            {
                Id = d.Id,
                EventType = d.EventType,
                Status = d.Status,
                Attempts = d.Attempts,
                ResponseStatus = d.ResponseStatus,
                LastError = d.LastError,
                CreatedAt = d.CreatedAt,
                NextTryAt = d.NextTryAt,
            })
            .ToListAsync(ct);
        return rows.ToKeysetPage(size, place, row => (row.CreatedAt, row.Id));
    }

    public Task<WebhookDelivery?> FindAsync(Guid endpointId, Guid id, CancellationToken ct) =>
        Deliveries.FirstOrDefaultAsync(d => d.Id == id && d.EndpointId == endpointId, ct);

    /// <summary>Latest first, at most <see cref="MaxAttempts"/>.</summary>
    public async Task<IReadOnlyList<WebhookAttempt>> ListAttemptsAsync(Guid id, CancellationToken ct) =>
        await db.Set<WebhookAttempt>()
            .AsNoTracking()
            .Where(a => a.DeliveryId == id)
            .OrderByDescending(a => a.At)
            .ThenByDescending(a => a.Id)
            .Take(MaxAttempts)
            .ToListAsync(ct);

    private IQueryable<WebhookDelivery> Deliveries => db.Set<WebhookDelivery>().AsNoTracking();
}
