using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.WaitingList;

/// <summary>Deletes addresses some time after the event.</summary>
[DelayedStart]
public sealed class WaitingListCleanupJob(TicketingDbContext db, TimeProvider clock) : IBackgroundJob
{
    private const int BatchSize = 500;
    internal static readonly TimeSpan KeptAfterStart = TimeSpan.FromDays(30);

    public static TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var oldest = clock.GetUtcNow() - KeptAfterStart;
        var over = db.Set<Event>().Where(e => e.StartsAt < oldest && e.Status != EventStatus.Postponed).Select(e => e.Id);
        var ids = await db.Set<WaitingListEntry>()
            .Where(e => e.Status != EntryStatus.Waiting && e.Status != EntryStatus.Offered && over.Contains(e.EventId))
            .OrderBy(e => e.Id)
            .Select(e => e.Id)
            .Take(BatchSize)
            .ToListAsync(ct);
        if (ids.Count > 0)
        {
            await db.WriteAsync(() => db.Set<WaitingListEntry>().Where(e => ids.Contains(e.Id)).ExecuteDeleteAsync(ct), ct: ct);
        }

        return ids.Count == BatchSize ? JobResult.MoreWork : JobResult.Done;
    }
}
