using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Webhooks;

public sealed record ListedWebhook(
    string Id,
    string Kind,
    string ObjectId,
    DateTimeOffset HappenedAt,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? SettledAt,
    WebhookStatus Status,
    int Attempts,
    DateTimeOffset NextTryAt,
    string? LastError
);

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
            .Select(e => new ListedWebhook(
                e.Id,
                e.Kind,
                e.ObjectId,
                e.HappenedAt,
                e.ReceivedAt,
                e.SettledAt,
                e.Status,
                e.Attempts,
                e.NextTryAt,
                e.LastError
            ))
            .ToListAsync(ct);

    public Task<int> CountAsync(WebhookStatus status, CancellationToken ct) =>
        db.Set<WebhookEvent>().CountAsync(e => e.Status == status, ct);

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
