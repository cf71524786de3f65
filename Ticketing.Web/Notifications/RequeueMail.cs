using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Ticketing.Audit;
using Ticketing.Data;

namespace Ticketing.Notifications;

/// <summary>What staff do about messages. Each act is one conditional statement: pressed twice, or by two, it happens once.</summary>
public sealed class RequeueMail(TicketingDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <summary>A message that was given up, or set aside, is tried anew, as if it had just been queued.</summary>
    /// <returns>False where it is neither, or somebody was faster; here as in what follows.</returns>
    public Task<bool> RequeueAsync(Guid id, CancellationToken ct) => ChangeAsync(
        id,
        mails => mails.Where(n => n.Status == NotificationStatus.Dead || (n.Status == NotificationStatus.Dropped && n.LastError != null)),
        AsNew(clock.GetUtcNow()),
        "mail.requeued",
        mail => new { mail.Status, mail.Attempts, mail.LastError },
        new { Status = NotificationStatus.Pending, Attempts = 0, LastError = (string?)null },
        ct);

    /// <summary>A message that waits for its next try is tried at once.</summary>
    public Task<bool> HurryAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return ChangeAsync(
            id,
            mails => mails.Where(n => n.Status == NotificationStatus.Pending && n.DueAt > now),
            set => set.SetProperty(n => n.DueAt, now),
            "mail.hurried",
            mail => new { mail.DueAt },
            new { DueAt = now },
            ct);
    }

    /// <summary>A message that was given up, and that nobody needs any more, stands in nobody's way.</summary>
    public Task<bool> SetAsideAsync(Guid id, CancellationToken ct) => ChangeAsync(
        id,
        mails => mails.Where(n => n.Status == NotificationStatus.Dead),
        set => set.SetProperty(n => n.Status, NotificationStatus.Dropped),
        "mail.set-aside",
        mail => new { mail.Status },
        new { Status = NotificationStatus.Dropped },
        ct);

    /// <returns>How many were given up and are tried anew.</returns>
    public Task<int> RequeueAllAsync(CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            var requeued = await db.Set<Notification>().Where(n => n.Status == NotificationStatus.Dead).ExecuteUpdateAsync(AsNew(clock.GetUtcNow()), ct);
            if (requeued > 0)
            {
                await audit.RecordAsync("mail.all-requeued", "", "All that were given up", null, new { Mails = requeued }, ct);
            }

            return requeued;
        },
        ct: ct);

    private Task<bool> ChangeAsync(
        Guid id, Func<IQueryable<Notification>, IQueryable<Notification>> fit, Action<UpdateSettersBuilder<Notification>> change, string action,
        Func<Notification, object> before, object after, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            if (await db.Set<Notification>().AsNoTracking().FirstOrDefaultAsync(n => n.Id == id, ct) is not { } mail
                || await fit(db.Set<Notification>().Where(n => n.Id == id)).ExecuteUpdateAsync(change, ct) == 0)
            {
                return false;
            }

            await audit.RecordAsync(action, id, $"Mail to {mail.Recipient}", before(mail), after, ct);
            return true;
        },
        ct: ct);

    private static Action<UpdateSettersBuilder<Notification>> AsNew(DateTimeOffset now) => set => set
        .SetProperty(n => n.Status, NotificationStatus.Pending)
        .SetProperty(n => n.Attempts, 0)
        .SetProperty(n => n.DueAt, now)
        .SetProperty(n => n.RequeuedAt, now)
        .SetProperty(n => n.LastError, (string?)null);
}
