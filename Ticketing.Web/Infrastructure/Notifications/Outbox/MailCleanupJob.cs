using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Infrastructure.Notifications.Outbox;

/// <summary>
/// Deletes the texts and files of old mail, and whole rows of mail that belongs to no order. Small batches, so that sales do not wait.
/// </summary>
[DelayedStart]
public sealed class MailCleanupJob(
    TicketingDbContext db,
    IOptionsMonitor<RetentionOptions> retention,
    StorageFolder storage,
    TimeProvider clock
) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromHours(1);

    internal const int BatchSize = 500;

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var oldest = now - retention.CurrentValue.SentMailBodies;
        var mails = db.Set<Notification>();
        var oldEntries = db.Set<MailLimitEntry>().Where(entry => entry.SendAt < now - RecipientLimit.Day);
        var oldTexts = mails.Where(n => n.SentAt < oldest && n.Content != null);
        var oldRows = mails.Where(n =>
            n.CreatedAt < oldest && n.OrderId == null && (n.Status == NotificationStatus.Sent || n.Status == NotificationStatus.Dropped)
        );

        DeleteFiles(oldest);
        int[] changed =
        [
            await ChangeAsync(
                oldTexts.Select(n => n.Id),
                ids => mails.Where(n => ids.Contains(n.Id)).ExecuteUpdateAsync(set => set.SetProperty(n => n.Content, (string?)null), ct),
                ct
            ),
            await ChangeAsync(oldRows.Select(n => n.Id), ids => mails.Where(n => ids.Contains(n.Id)).ExecuteDeleteAsync(ct), ct),
            await ChangeAsync(
                oldEntries.Select(entry => entry.NotificationId),
                ids => oldEntries.Where(entry => ids.Contains(entry.NotificationId)).ExecuteDeleteAsync(ct),
                ct
            ),
        ];
        return changed.Any(count => count >= BatchSize) ? JobResult.MoreWork : JobResult.Done;
    }

    private async Task<int> ChangeAsync(IQueryable<Guid> old, Func<List<Guid>, Task<int>> change, CancellationToken ct)
    {
        var ids = await old.OrderBy(id => id).Take(BatchSize).ToListAsync(ct);
        return ids.Count == 0 ? 0 : await db.WriteAsync(() => change(ids), ct: ct);
    }

    private void DeleteFiles(DateTimeOffset oldest)
    {
        foreach (var file in new DirectoryInfo(storage.GetPath(PickupMailTransport.Folder)).EnumerateFiles("*.eml"))
        {
            if (file.LastWriteTimeUtc < oldest.UtcDateTime)
            {
                file.Delete();
            }
        }
    }
}
