using Microsoft.EntityFrameworkCore;
using Ticketing.Data;

namespace Ticketing.Payments.Webhooks;

/// <param name="NextTryAt">Where it waits.</param>
public sealed record ListedWebhook(
    string Id, string Kind, string ObjectId, DateTimeOffset HappenedAt, DateTimeOffset ReceivedAt, DateTimeOffset? SettledAt, WebhookStatus Status,
    int Attempts, DateTimeOffset NextTryAt, string? LastError);

/// <param name="IsPressing">A person should do something about it. Else it is over, or never was the venue's fault.</param>
public sealed record ListedRefusal(WebhookRefusal Refusal, bool IsPressing);

/// <summary>Finds the provider's messages; read only.</summary>
public sealed class WebhookBook(TicketingDbContext db, TimeProvider clock)
{
    /// <summary>For so long it is told that messages were turned away.</summary>
    public static readonly TimeSpan Told = TimeSpan.FromDays(7);

    /// <summary>Somebody's forgery comes once; the venue's wrong secret, with each of the provider's tries.</summary>
    private const int RepeatedMinutes = 2;

    /// <summary>The latest first, without what they say.</summary>
    public async Task<IReadOnlyList<ListedWebhook>> ListAsync(WebhookStatus? status, int skip, int most, CancellationToken ct) =>
        await db.Set<WebhookEvent>().Where(e => status == null || e.Status == status)
            .OrderByDescending(e => e.ReceivedAt).ThenByDescending(e => e.Id).Skip(skip).Take(most)
            .Select(e => new ListedWebhook(
                e.Id, e.Kind, e.ObjectId, e.HappenedAt, e.ReceivedAt, e.SettledAt, e.Status, e.Attempts, e.NextTryAt, e.LastError))
            .ToListAsync(ct);

    public Task<int> CountAsync(WebhookStatus status, CancellationToken ct) => db.Set<WebhookEvent>().CountAsync(e => e.Status == status, ct);

    /// <summary>
    /// Why messages were turned away of late. Once one has come in again, a wrong secret, version or mode is over; of unknown forms some come
    /// beside many that are known.
    /// </summary>
    public async Task<IReadOnlyList<ListedRefusal>> RefusalsAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (told, lately) = (now - Told, now - CountRefusals.Memory);
        return await db.Set<WebhookRefusal>().AsNoTracking().Where(r => r.LastAt > told).OrderBy(r => r.Reason)
            .Select(r => new ListedRefusal(
                r,
                r.LastAt > lately && (r.Reason != WebhookRefusal.Signature || r.Minutes >= RepeatedMinutes)
                && (r.Reason == WebhookRefusal.Malformed || !db.Set<WebhookEvent>().Any(e => e.ReceivedAt > r.LastAt))))
            .ToListAsync(ct);
    }
}
