using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Insights.StaffMails.LowStock;

public sealed class LowStockThresholds(TicketingDbContext db, AuditTrail audit)
{
    public async Task<int> GetAsync(Guid eventId, CancellationToken ct) =>
        await db.Set<LowStockThreshold>().Where(t => t.EventId == eventId).Select(t => (int?)t.Percent).FirstOrDefaultAsync(ct)
        ?? LowStockThreshold.DefaultPercent;

    /// <param name="percent">0 to <see cref="LowStockThreshold.MaxPercent"/>.</param>
    public Task SetAsync(Event show, int percent, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var before = await GetAsync(show.Id, ct);
                if (before == percent)
                {
                    return;
                }

                if (
                    !await db.InsertIfNewAsync(
                        new LowStockThreshold { EventId = show.Id, Percent = percent },
                        nameof(LowStockThreshold.EventId),
                        ct
                    )
                )
                {
                    await db.Set<LowStockThreshold>()
                        .Where(t => t.EventId == show.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(t => t.Percent, percent), ct);
                }

                await audit.RecordAsync(
                    "event.low-stock-changed",
                    show.Id,
                    show.Title,
                    new { Percent = before },
                    new { Percent = percent },
                    ct
                );
            },
            ct
        );
}
