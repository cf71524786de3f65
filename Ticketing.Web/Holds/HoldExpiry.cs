using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Hosting;

namespace Ticketing.Holds;

/// <summary>Gives back what ran out. Holds in payment are the payment's to end.</summary>
public sealed class HoldExpiry(TicketingDbContext db, TicketHolds holds, TimeProvider clock) : IRecurringPass
{
    private const int Batch = 200;

    public static TimeSpan Period => TimeSpan.FromSeconds(5);

    public async Task RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<Guid> due;
        do
        {
            due = await db.Set<Hold>().Where(h => h.Status == HoldStatus.Live && h.ExpiresAt <= now)
                .OrderBy(h => h.ExpiresAt).Select(h => h.Id).Take(Batch).ToListAsync(ct);
            foreach (var id in due)
            {
                await holds.ExpireAsync(id, ct);
            }
        }
        while (due.Count == Batch);
    }
}
