using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Backups.Targets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Snapshots;

namespace Ticketing.Features.Backups;

/// <param name="VerifiedAt">Null for files that the database does not know, such as those made before it was restored.</param>
/// <param name="Note">Why the trial was less than a restore; null otherwise.</param>
public sealed record BackupListItem(StoredBackup File, DateTimeOffset CreatedAt, DateTimeOffset? VerifiedAt, string? Note);

/// <param name="LastGood">The last that was restored in a trial, or read to its end.</param>
/// <param name="LastOutside">The last of these that is stored outside this machine.</param>
/// <param name="LastFailure">Of the last backup; null if it did not fail.</param>
/// <param name="Limit">Why the last good one was only read; null if it was restored in a trial.</param>
public sealed record BackupHealth(DateTimeOffset? LastGood, DateTimeOffset? LastOutside, string? LastFailure, string? Limit = null)
{
    public bool IsRecentOutside(DateTimeOffset now) => now - LastOutside <= BackupQueries.MaxAge;
}

public sealed class BackupQueries(TicketingDbContext db, IDatabaseSnapshot snapshot, IBackupTarget target)
{
    /// <summary>Staff are warned when the last good backup, or the last one outside this machine, is older.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    /// <inheritdoc cref="IDatabaseSnapshot.FindObstacle"/>
    public string? FindObstacle() => snapshot.FindObstacle();

    /// <summary>Latest first.</summary>
    /// <exception cref="BackupTargetException">The place of the backups cannot be reached.</exception>
    public async Task<IReadOnlyList<BackupListItem>> ListAsync(CancellationToken ct)
    {
        var venue = await GetVenueIdAsync(ct);
        var known = await db.Set<Backup>()
            .AsNoTracking()
            .Where(b => b.Status == BackupStatus.Completed)
            .ToDictionaryAsync(b => b.FileName!, ct);
        return
        [
            .. (await target.ListAsync(ct))
                .Select(file => (File: file, Time: BackupName.FindTime(file.Name, venue), Row: known.GetValueOrDefault(file.Name)))
                .Where(found => found.Time is not null)
                .Select(found => new BackupListItem(found.File, found.Time!.Value, found.Row?.VerifiedAt, found.Row?.Note))
                .OrderByDescending(item => item.CreatedAt),
        ];
    }

    public async Task<StoredBackup?> FindAsync(string name, CancellationToken ct) =>
        (await ListAsync(ct)).Select(item => item.File).FirstOrDefault(file => file.Name == name);

    /// <summary>The one that waits or is being made.</summary>
    public Task<Backup?> FindPendingAsync(CancellationToken ct) =>
        db.Set<Backup>().AsNoTracking().Where(b => b.Status == BackupStatus.Pending).OrderBy(b => b.DueAt).FirstOrDefaultAsync(ct);

    public async Task<BackupHealth> GetHealthAsync(CancellationToken ct)
    {
        var good = db.Set<Backup>().Where(b => b.VerifiedAt != null);
        var last = await db.Set<Backup>()
            .AsNoTracking()
            .Where(b => b.Attempts > 0)
            .OrderByDescending(b => b.RequestedAt)
            .FirstOrDefaultAsync(ct);
        var lastGood = await good.AsNoTracking().OrderByDescending(b => b.CompletedAt).FirstOrDefaultAsync(ct);
        return new BackupHealth(
            lastGood?.CompletedAt,
            await good.Where(b => b.IsOutsideMachine).MaxAsync(b => b.CompletedAt, ct),
            last is { Status: not BackupStatus.Completed } ? last.Note : null,
            lastGood?.Note
        );
    }

    private Task<Guid> GetVenueIdAsync(CancellationToken ct) => db.Set<VenueId>().Select(v => v.Id).SingleAsync(ct);
}
