using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Reminders;

/// <summary>Deletes addresses that were reminded, never confirmed, or wait for an event that is over.</summary>
[DelayedStart]
public sealed class ReminderCleanupJob(TicketingDbContext db, TimeProvider clock) : IBackgroundJob
{
    private const int BatchSize = 500;
    internal static readonly TimeSpan ConfirmWithin = TimeSpan.FromDays(3);

    // Some postponed events never get a new date.
    private static readonly TimeSpan MaxPostponement = TimeSpan.FromDays(365);

    public static TimeSpan Interval => TimeSpan.FromMinutes(10);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (oldest, oldestDate) = (now - ConfirmWithin, now - MaxPostponement);
        var over = db.Set<Event>()
            .Where(e =>
                e.Status == EventStatus.Cancelled || (e.Status != EventStatus.Postponed && e.StartsAt <= now) || e.StartsAt <= oldestDate
            )
            .Select(e => e.Id);
        var ended = db.Set<EventReminder>()
            .Where(r => (r.ConfirmedAt == null && r.CreatedAt <= oldest) || over.Contains(r.EventId))
            .Select(r => r.Id);
        return
            await DeleteAsync(await ended.OrderBy(id => id).Take(BatchSize).ToListAsync(ct), ct)
            | await DeleteAsync(await FindSentAsync(ct), ct)
            ? JobResult.MoreWork
            : JobResult.Done;
    }

    private async Task<List<Guid>> FindSentAsync(CancellationToken ct)
    {
        var queued = db.Set<EventReminder>().Where(r => r.QueuedAt != null).Select(r => r.Id);
        var sent = new List<Guid>();
        foreach (var ids in (await queued.ToListAsync(ct)).Chunk(BatchSize))
        {
            var keys = ids.ToDictionary(id => ReminderMailKeys.Create(ReminderJob.MailKind, id));
            var waiting = await db.Set<Notification>()
                .Where(n => keys.Keys.Contains(n.DedupeKey))
                .Where(n => n.Status == NotificationStatus.Pending || n.Status == NotificationStatus.Sending)
                .Select(n => n.DedupeKey)
                .ToListAsync(ct);
            sent.AddRange(keys.Keys.Except(waiting).Select(key => keys[key]));
        }

        return [.. sent.Take(BatchSize)];
    }

    private async Task<bool> DeleteAsync(List<Guid> ids, CancellationToken ct)
    {
        if (ids.Count > 0)
        {
            await db.WriteAsync(() => db.Set<EventReminder>().Where(r => ids.Contains(r.Id)).ExecuteDeleteAsync(ct), ct: ct);
        }

        return ids.Count == BatchSize;
    }
}
