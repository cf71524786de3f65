using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Webhooks;

public sealed record ListedWebhook
{
    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required string ObjectId { get; init; }
    public required DateTimeOffset HappenedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateTimeOffset? SettledAt { get; init; }
    public required WebhookStatus Status { get; init; }
    public required int Attempts { get; init; }
    public required DateTimeOffset NextTryAt { get; init; }
    public required string? LastError { get; init; }
}

/// <param name="NeedsAction">Staff should act: it has not stopped and the venue's configuration is the likely cause.</param>
public sealed record ListedRefusal(WebhookRefusal Refusal, bool NeedsAction);

public sealed class WebhookQueries(TicketingDbContext db, TimeProvider clock)
{
    public static readonly TimeSpan RefusalListingPeriod = TimeSpan.FromDays(7);

    /// <summary>A forged request comes once; a wrong secret fails with every retry.</summary>
    private const int RepeatedMinutes = 2;

    /// <summary>Newest first, without the body.</summary>
    public async Task<IReadOnlyList<ListedWebhook>> ListAsync(WebhookStatus? status, int skip, int limit, CancellationToken ct) =>
        await db.Set<WebhookEvent>()
            .Where(e => status == null || e.Status == status)
            .OrderByDescending(e => e.ReceivedAt)
            .ThenByDescending(e => e.Id)
            .Skip(skip)
            .Take(limit)
            .Select(e => new ListedWebhook
            {
                Id = e.Id,
                Kind = e.Kind,
                ObjectId = e.ObjectId,
                HappenedAt = e.HappenedAt,
                ReceivedAt = e.ReceivedAt,
                SettledAt = e.SettledAt,
                Status = e.Status,
                Attempts = e.Attempts,
                NextTryAt = e.NextTryAt,
                LastError = e.LastError,
            })
            .ToListAsync(ct);

    public Task<int> CountAsync(WebhookStatus status, CancellationToken ct) =>
        db.Set<WebhookEvent>().CountAsync(e => e.Status == status, ct);

    /// <returns>Null if none is known.</returns>
    public Task<DateTimeOffset?> FindLastReceivedAtAsync(CancellationToken ct) =>
        db.Set<WebhookEvent>().MaxAsync(e => (DateTimeOffset?)e.ReceivedAt, ct);

    /// <remarks>
    /// An event accepted since then shows that a wrong secret, version or mode is fixed; malformed ones can come among valid ones.
    /// </remarks>
    public async Task<IReadOnlyList<ListedRefusal>> ListRefusalsAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (listedSince, recentSince) = (now - RefusalListingPeriod, now - RecordWebhookRefusal.ResetAfter);
        return await db.Set<WebhookRefusal>()
            .AsNoTracking()
            .Where(r => r.LastAt > listedSince)
            .OrderBy(r => r.Reason)
            .Select(r => new ListedRefusal(
                r,
                r.LastAt > recentSince
                    && (r.Reason != WebhookRefusal.Signature || r.Minutes >= RepeatedMinutes)
                    && (r.Reason == WebhookRefusal.Malformed || !db.Set<WebhookEvent>().Any(e => e.ReceivedAt > r.LastAt))
            ))
            .ToListAsync(ct);
    }
}
