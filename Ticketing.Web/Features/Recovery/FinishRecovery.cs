using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Recovery;

public enum FinishOutcome
{
    Opened,

    /// <summary>The payments were not checked yet, or are being checked again.</summary>
    PaymentsUnchecked,

    /// <summary>The venue goes on selling elsewhere.</summary>
    Rehearsal,

    NothingToFinish,
}

/// <summary>For a group of waiting mails.</summary>
public enum MailDecision
{
    Drop,
    Send,
}

/// <param name="FromBackup">Mails that waited when the backup was made. Most have been sent since.</param>
/// <param name="Since">Mails that the restore has queued, such as the confirmations of orders that were put back.</param>
public sealed record WaitingMails(int FromBackup, int Since);

/// <summary>Opens the venue again after a restore.</summary>
public sealed class FinishRecovery(TicketingDbContext db, RecoveryState state, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Numbers that may have been given after the backup are not given again.</summary>
    private const int IssueJump = 1000;

    internal const string DroppedReason = "Not sent after a restore: it may have been sent before.";

    public Task<bool> IsClosedAsync(CancellationToken ct) => state.IsClosedAsync(ct);

    public Task<Restore?> FindPendingAsync(CancellationToken ct) => RecoveryState.FindPendingAsync(db, ct);

    public async Task<WaitingMails> CountMailsAsync(CancellationToken ct)
    {
        var restoredAt = await GetLastRestoreAsync(ct);
        var since = await Waiting.CountAsync(n => n.CreatedAt >= restoredAt, ct);
        return new WaitingMails(await Waiting.CountAsync(ct) - since, since);
    }

    private Task<DateTimeOffset> GetLastRestoreAsync(CancellationToken ct) =>
        db.Set<Restore>().Where(r => r.FinishedAt == null).MaxAsync(r => r.RestoredAt, ct);

    public Task<FinishOutcome> FinishAsync(MailDecision fromBackup, MailDecision since, CancellationToken ct) =>
        db.WriteAsync(() => TryAsync(fromBackup, since, ct), outcome => outcome == FinishOutcome.Opened, ct);

    private IQueryable<Notification> Waiting =>
        db.Set<Notification>().Where(n => n.Status == NotificationStatus.Pending || n.Status == NotificationStatus.Sending);

    private async Task<FinishOutcome> TryAsync(MailDecision fromBackup, MailDecision since, CancellationToken ct)
    {
        if (await RecoveryState.FindPendingAsync(db, ct) is not { } restore)
        {
            return FinishOutcome.NothingToFinish;
        }

        if (restore.IsRehearsal == true)
        {
            return FinishOutcome.Rehearsal;
        }

        var (mails, restoredAt) = (await CountMailsAsync(ct), await GetLastRestoreAsync(ct));
        var (now, by) = (clock.GetUtcNow(), audit.Actor.Name);
        var finished = await db.Set<Restore>()
            .Where(r => r.FinishedAt == null && r.PaymentsCheckedAt != null && r.LookupDueAt == null && r.IsRehearsal != true)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.FinishedAt, now).SetProperty(r => r.FinishedBy, by), ct);
        if (finished == 0 || await RecoveryState.FindPendingAsync(db, ct) is not null)
        {
            return FinishOutcome.PaymentsUnchecked;
        }

        await DropAsync(Waiting.Where(n => n.CreatedAt < restoredAt), fromBackup, ct);
        await DropAsync(Waiting.Where(n => n.CreatedAt >= restoredAt), since, ct);
        await db.Set<Ticket>()
            .Where(t => t.Status == TicketStatus.Void)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Issue, t => t.Issue + IssueJump).SetProperty(t => t.ChangedAt, now), ct);
        await audit.RecordAsync(
            "venue.restored",
            restore.Id,
            "",
            before: null,
            new
            {
                restore.BackupCreatedAt,
                MailsOfBackup = $"{mails.FromBackup}: {fromBackup}",
                MailsSince = $"{mails.Since}: {since}",
            },
            ct
        );
        return FinishOutcome.Opened;
    }

    private static Task<int> DropAsync(IQueryable<Notification> mails, MailDecision decision, CancellationToken ct) =>
        decision == MailDecision.Send
            ? Task.FromResult(0)
            : mails.ExecuteUpdateAsync(
                set =>
                    set.SetProperty(n => n.Status, NotificationStatus.Dropped)
                        .SetProperty(n => n.LeaseOwner, (string?)null)
                        .SetProperty(n => n.LeaseUntil, (DateTimeOffset?)null)
                        .SetProperty(n => n.LastError, DroppedReason),
                ct
            );
}
