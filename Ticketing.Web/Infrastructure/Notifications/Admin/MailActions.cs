using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Infrastructure.Notifications.Admin;

/// <summary>Each action is one conditional statement, so repeated or concurrent clicks act once.</summary>
public sealed class MailActions(TicketingDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Retries a dead or set-aside message as if it were new.</summary>
    /// <returns>False if the message has changed in the meantime; the same applies below.</returns>
    public Task<bool> RequeueAsync(Guid id, CancellationToken ct) =>
        ChangeAsync(
            id,
            mails =>
                mails.Where(n => n.Status == NotificationStatus.Dead || (n.Status == NotificationStatus.Dropped && n.LastError != null)),
            ResetForRetry(clock.GetUtcNow()),
            "mail.requeued",
            mail => new
            {
                mail.Status,
                mail.Attempts,
                mail.LastError,
            },
            new
            {
                Status = NotificationStatus.Pending,
                Attempts = 0,
                LastError = (string?)null,
            },
            ct
        );

    /// <summary>Makes a postponed message due now.</summary>
    public Task<bool> SendNowAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return ChangeAsync(
            id,
            mails => mails.Where(n => n.Status == NotificationStatus.Pending && n.DueAt > now),
            set => set.SetProperty(n => n.DueAt, now),
            "mail.hurried",
            mail => new { mail.DueAt },
            new { DueAt = now },
            ct
        );
    }

    /// <summary>Dismisses a dead message that nobody needs.</summary>
    public Task<bool> SetAsideAsync(Guid id, CancellationToken ct) =>
        ChangeAsync(
            id,
            mails => mails.Where(n => n.Status == NotificationStatus.Dead),
            set => set.SetProperty(n => n.Status, NotificationStatus.Dropped),
            "mail.set-aside",
            mail => new { mail.Status },
            new { Status = NotificationStatus.Dropped },
            ct
        );

    public Task<int> RequeueAllAsync(CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var requeued = await db.Set<Notification>()
                    .Where(n => n.Status == NotificationStatus.Dead)
                    .ExecuteUpdateAsync(ResetForRetry(clock.GetUtcNow()), ct);
                if (requeued > 0)
                {
                    await audit.RecordAsync("mail.all-requeued", "", "All that were given up", null, new { Mails = requeued }, ct);
                }

                return requeued;
            },
            ct: ct
        );

    private Task<bool> ChangeAsync(
        Guid id,
        Func<IQueryable<Notification>, IQueryable<Notification>> filter,
        Action<UpdateSettersBuilder<Notification>> change,
        string action,
        Func<Notification, object> before,
        object after,
        CancellationToken ct
    ) =>
        db.WriteAsync(
            async () =>
            {
                if (
                    await db.Set<Notification>().AsNoTracking().FirstOrDefaultAsync(n => n.Id == id, ct) is not { } mail
                    || await filter(db.Set<Notification>().Where(n => n.Id == id)).ExecuteUpdateAsync(change, ct) == 0
                )
                {
                    return false;
                }

                await audit.RecordAsync(action, id, $"Mail to {mail.Recipient}", before(mail), after, ct);
                return true;
            },
            ct: ct
        );

    private static Action<UpdateSettersBuilder<Notification>> ResetForRetry(DateTimeOffset now) =>
        set =>
            set.SetProperty(n => n.Status, NotificationStatus.Pending)
                .SetProperty(n => n.Attempts, 0)
                .SetProperty(n => n.DueAt, now)
                .SetProperty(n => n.RequeuedAt, now)
                .SetProperty(n => n.LastError, (string?)null);
}
