using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.WaitingRoom;

/// <summary>Forgets the addresses of lines that are closed.</summary>
[DelayedStart]
public sealed class WaitingRoomCleanupJob(TicketingDbContext db) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromMinutes(15);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var closed = db.Set<WaitingRoomAddress>()
            .Where(a => !db.Set<EventWaitingRoom>().Any(r => r.EventId == a.EventId && (r.IsOn || r.OpenedByLoadAt != null)));
        return await db.DeleteBatchAsync(closed.OrderBy(a => a.EventId), ct) ? JobResult.MoreWork : JobResult.Done;
    }
}
