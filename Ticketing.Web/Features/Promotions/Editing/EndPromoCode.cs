using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Promotions.Editing;

public enum CodeDeletion
{
    Deleted,

    /// <summary>Somebody has used it: it can be ended instead.</summary>
    InUse,
    NotFound,
}

/// <summary>Whoever holds tickets with the code already keeps its price.</summary>
public sealed class EndPromoCode(TicketingDbContext db, Pricing pricing, EventsWithCodes events, AuditTrail audit, TimeProvider clock)
{
    /// <returns>Null if the code does not exist.</returns>
    public Task<PromoCode?> EndAsync(Guid id, CancellationToken ct) => SetEndedAsync(id, ended: true, ct);

    /// <inheritdoc cref="EndAsync"/>
    public Task<PromoCode?> ResumeAsync(Guid id, CancellationToken ct) => SetEndedAsync(id, ended: false, ct);

    /// <returns>How many codes were not ended before.</returns>
    public async Task<int> EndBatchAsync(Guid batch, CancellationToken ct)
    {
        var ended = await db.WriteAsync(() => TryEndBatchAsync(batch, ct), ct: ct);
        events.Forget();
        return ended;
    }

    /// <summary>Only one that nobody uses: it frees nothing.</summary>
    public async Task<CodeDeletion> DeleteAsync(Guid id, CancellationToken ct)
    {
        var deletion = await TryDeleteAsync(id, ct);
        events.Forget();
        return deletion;
    }

    private Task<CodeDeletion> TryDeleteAsync(Guid id, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var code = await FindAsync(id, ct);
                var deleted = await db.Set<PromoCode>()
                    .Where(c => c.Id == id && c.UsedTickets == 0 && c.UsedOrders == 0)
                    .ExecuteDeleteAsync(ct);
                if (code is null || deleted == 0)
                {
                    return code is null ? CodeDeletion.NotFound : CodeDeletion.InUse;
                }

                await audit.RecordAsync(
                    "promo-code.deleted",
                    id,
                    code.Code,
                    PromoCodeAuditValues.From(code, null, pricing.Currency),
                    null,
                    ct
                );
                return CodeDeletion.Deleted;
            },
            ct: ct
        );

    private async Task<PromoCode?> SetEndedAsync(Guid id, bool ended, CancellationToken ct)
    {
        var code = await TrySetEndedAsync(id, ended, ct);
        events.Forget();
        return code;
    }

    private Task<PromoCode?> TrySetEndedAsync(Guid id, bool ended, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                DateTimeOffset? endedAt = ended ? now : null;
                var changed = await db.Set<PromoCode>()
                    .Where(c => c.Id == id && (c.EndedAt == null) == ended)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.EndedAt, endedAt), ct);
                var code = await FindAsync(id, ct);
                if (changed == 1)
                {
                    var action = ended ? "promo-code.ended" : "promo-code.resumed";
                    await audit.RecordAsync(action, id, code!.Code, new { IsEnded = !ended }, new { IsEnded = ended }, ct);
                }

                return code;
            },
            ct: ct
        );

    private async Task<int> TryEndBatchAsync(Guid batch, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var ended = await db.Set<PromoCode>()
            .Where(c => c.BatchId == batch && c.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.EndedAt, now), ct);
        if (ended > 0)
        {
            var name = await db.Set<PromoCode>().Where(c => c.BatchId == batch).Select(c => c.Code).FirstAsync(ct);
            await audit.RecordAsync("promo-code.batch-ended", batch, CodeBatch.GetPrefix(name), null, new { Codes = ended }, ct);
        }

        return ended;
    }

    private Task<PromoCode?> FindAsync(Guid id, CancellationToken ct) =>
        db.Set<PromoCode>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);
}
