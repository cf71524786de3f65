using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Mail;

internal static class OutboxActions
{
    private static int queuedCount;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>By default of a kind that has no composer.</summary>
    public static async Task<Notification> QueueMailAsync(
        this TicketingApp app,
        string recipient = "ada@example.com",
        string kind = "test",
        Guid? orderId = null
    )
    {
        var key = $"{kind}:mails:{Interlocked.Increment(ref queuedCount)}";
        await app.UseAsync<NotificationOutbox>(outbox => outbox.QueueAsync(kind, key, recipient, orderId, Ct));
        return await app.GetMailAsync(key);
    }

    public static Task<Notification> GetMailAsync(this TicketingApp app, string dedupeKey) =>
        app.UseAsync<TicketingDbContext, Notification>(db =>
            db.Set<Notification>().AsNoTracking().SingleAsync(n => n.DedupeKey == dedupeKey, Ct)
        );

    public static Task<Notification> ReloadAsync(this TicketingApp app, Notification mail) => app.GetMailAsync(mail.DedupeKey);

    public static Task<Notification> GetLastMailAsync(this TicketingApp app, string recipient) =>
        app.UseAsync<TicketingDbContext, Notification>(db =>
            db.Set<Notification>().AsNoTracking().Where(n => n.Recipient == recipient).OrderByDescending(n => n.Id).FirstAsync(Ct)
        );

    /// <summary>Simulates the passing of time.</summary>
    /// <param name="killed">Ids of the killed processes.</param>
    public static Task ExpireMailLeasesAsync(this TicketingApp app, IReadOnlyCollection<int> killed) =>
        app.UseAsync<TicketingDbContext>(async db =>
        {
            var inHand = await db.Set<Notification>().AsNoTracking().Where(n => n.Status == NotificationStatus.Sending).ToListAsync(Ct);
            var left = inHand
                .Where(n => killed.Any(id => n.LeaseOwner!.StartsWith($"{id}-", StringComparison.Ordinal)))
                .Select(n => n.LeaseOwner)
                .ToList();
            await db.WriteAsync(
                () =>
                    db.Set<Notification>()
                        .Where(n => n.Status == NotificationStatus.Sending && left.Contains(n.LeaseOwner))
                        .ExecuteUpdateAsync(set => set.SetProperty(n => n.LeaseUntil, TimeProvider.System.GetUtcNow()), Ct),
                ct: Ct
            );
        });

    public static Task UpdateMailAsync(this TicketingApp app, Notification mail, Action<UpdateSettersBuilder<Notification>> change) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(() => db.Set<Notification>().Where(n => n.Id == mail.Id).ExecuteUpdateAsync(change, Ct), ct: Ct)
        );

    public static async Task<Notification> QueueDeadMailAsync(
        this TicketingApp app,
        string recipient = "nobody@example.com",
        string error = "550 5.1.1 No such user",
        string kind = "test"
    )
    {
        var mail = await app.QueueMailAsync(recipient, kind);
        await app.UpdateMailAsync(
            mail,
            set =>
                set.SetProperty(n => n.Status, NotificationStatus.Dead).SetProperty(n => n.Attempts, 3).SetProperty(n => n.LastError, error)
        );
        return await app.ReloadAsync(mail);
    }
}
