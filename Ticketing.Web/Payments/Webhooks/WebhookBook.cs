using Microsoft.EntityFrameworkCore;
using Ticketing.Data;

namespace Ticketing.Payments.Webhooks;

/// <param name="NextTryAt">Where it waits.</param>
public sealed record ListedWebhook(
    string Id, string Kind, string ObjectId, DateTimeOffset ReceivedAt, WebhookStatus Status, int Attempts, DateTimeOffset NextTryAt, string? LastError);

/// <summary>Finds the provider's messages; read only.</summary>
public sealed class WebhookBook(TicketingDbContext db, TimeProvider clock)
{
    /// <summary>Somebody's forgery comes once; the venue's wrong secret, with each of the provider's tries.</summary>
    private const int RepeatedMinutes = 2;

    /// <summary>The latest first, without what they say.</summary>
    public async Task<IReadOnlyList<ListedWebhook>> ListAsync(WebhookStatus? status, int skip, int most, CancellationToken ct) =>
        await db.Set<WebhookEvent>().Where(e => status == null || e.Status == status)
            .OrderByDescending(e => e.ReceivedAt).ThenByDescending(e => e.Id).Skip(skip).Take(most)
            .Select(e => new ListedWebhook(e.Id, e.Kind, e.ObjectId, e.ReceivedAt, e.Status, e.Attempts, e.NextTryAt, e.LastError))
            .ToListAsync(ct);

    public Task<int> CountAsync(WebhookStatus status, CancellationToken ct) => db.Set<WebhookEvent>().CountAsync(e => e.Status == status, ct);

    /// <summary>
    /// Why messages were turned away of late, for a person to look at. Once one has come in again, whatever it was is over, or never was
    /// the venue's fault.
    /// </summary>
    public async Task<IReadOnlyList<WebhookRefusal>> RefusalsAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - CountRefusals.Memory;
        return await db.Set<WebhookRefusal>().AsNoTracking()
            .Where(r => r.LastAt > since && (r.Reason != WebhookRefusal.Signature || r.Minutes >= RepeatedMinutes))
            .Where(r => !db.Set<WebhookEvent>().Any(e => e.ReceivedAt > r.LastAt))
            .OrderBy(r => r.Reason).ToListAsync(ct);
    }
}
