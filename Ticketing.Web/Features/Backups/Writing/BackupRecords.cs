using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Backups.Writing;

/// <summary>Every change of a <see cref="Backup"/> is one conditional statement.</summary>
public sealed class BackupRecords(TicketingDbContext db, AuditTrail audit, IOptions<BackupOptions> options, TimeProvider clock)
{
    public const int MaxAttempts = 3;

    /// <summary>Periods begin at this time of day in UTC, when most of Europe is asleep.</summary>
    private static readonly TimeSpan StartOfPeriod = TimeSpan.FromHours(3);

    private static readonly TimeSpan RecordLifetime = TimeSpan.FromDays(90);
    private static readonly Backoff RetryDelay = new(TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));

    /// <summary>Adds the backup of the current period, once, whichever process is first.</summary>
    public async Task ScheduleAsync(CancellationToken ct)
    {
        var schedule = options.Value.Schedule;
        if (schedule <= TimeSpan.Zero)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var slot = (now.UtcTicks - StartOfPeriod.Ticks) / schedule.Ticks;
        if (!await db.Set<Backup>().AnyAsync(b => b.Slot == slot, ct))
        {
            var backup = new Backup
            {
                Slot = slot,
                RequestedAt = now,
                DueAt = now,
            };
            await db.WriteAsync(() => db.InsertIfNewAsync(backup, nameof(Backup.Slot), ct), ct: ct);
        }
    }

    /// <returns>False if one is waiting or being made already.</returns>
    public Task<bool> RequestAsync(CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (await db.Set<Backup>().AnyAsync(b => b.Status == BackupStatus.Pending && b.Attempts == 0, ct))
                {
                    return false;
                }

                var now = clock.GetUtcNow();
                var backup = new Backup
                {
                    RequestedBy = audit.Actor.Name,
                    RequestedAt = now,
                    DueAt = now,
                };
                db.Add(backup);
                await db.SaveChangesAsync(ct);
                await audit.RecordAsync("backup.requested", backup.Id, "", before: null, after: null, ct);
                return true;
            },
            ct: ct
        );

    public Task ReportProgressAsync(Guid id, int percent, CancellationToken ct) =>
        UpdateAsync(id, set => set.SetProperty(b => b.Progress, percent), ct);

    /// <param name="note">Why it was not restored in the trial; null after a whole trial.</param>
    public Task CompleteAsync(Guid id, string fileName, long size, bool isOutsideMachine, string? note)
    {
        var now = clock.GetUtcNow();
        return UpdateAsync(
            id,
            set =>
                set.SetProperty(b => b.Status, BackupStatus.Completed)
                    .SetProperty(b => b.Progress, 100)
                    .SetProperty(b => b.FileName, fileName)
                    .SetProperty(b => b.Size, size)
                    .SetProperty(b => b.IsOutsideMachine, isOutsideMachine)
                    .SetProperty(b => b.CompletedAt, now)
                    .SetProperty(b => b.VerifiedAt, now)
                    .SetProperty(b => b.Note, note),
            CancellationToken.None
        );
    }

    /// <param name="attempts">With the one that failed.</param>
    /// <returns>True if it is tried again.</returns>
    public async Task<bool> FailAsync(Guid id, int attempts, string reason)
    {
        var (isRetried, dueAt) = (attempts < MaxAttempts, clock.GetUtcNow() + RetryDelay.GetDelay(attempts));
        var note = reason[..Math.Min(reason.Length, Backup.MaxTextLength)];
        await UpdateAsync(
            id,
            set =>
                set.SetProperty(b => b.Status, isRetried ? BackupStatus.Pending : BackupStatus.Failed)
                    .SetProperty(b => b.Progress, 0)
                    .SetProperty(b => b.DueAt, dueAt)
                    .SetProperty(b => b.Note, note),
            CancellationToken.None
        );
        return isRetried;
    }

    /// <summary>Deletes old records whose files are gone.</summary>
    public Task<int> DeleteOldAsync(IReadOnlyCollection<string> storedFiles, CancellationToken ct)
    {
        var until = clock.GetUtcNow() - RecordLifetime;
        return db.WriteAsync(
            () =>
                db.Set<Backup>()
                    .Where(b => b.Status != BackupStatus.Pending && b.RequestedAt < until)
                    .Where(b => b.FileName == null || !storedFiles.Contains(b.FileName))
                    .ExecuteDeleteAsync(ct),
            ct: ct
        );
    }

    private Task<int> UpdateAsync(Guid id, Action<UpdateSettersBuilder<Backup>> change, CancellationToken ct) =>
        db.WriteAsync(
            () => db.Set<Backup>().Where(b => b.Id == id && b.Status == BackupStatus.Pending).ExecuteUpdateAsync(change, ct),
            ct: ct
        );
}
