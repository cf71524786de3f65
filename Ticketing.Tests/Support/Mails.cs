using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Ticketing.Data;
using Ticketing.Notifications;
using Xunit;

namespace Ticketing.Tests.Support;

internal static class Mails
{
    private static int queued;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>By default of a kind that has no composer.</summary>
    public static async Task<Notification> QueueMailAsync(this TicketingApp app, string recipient = "ada@example.com", string kind = "test", Guid? orderId = null)
    {
        var key = $"{kind}:mails:{Interlocked.Increment(ref queued)}";
        await app.UseAsync<Outbox>(outbox => outbox.QueueAsync(kind, key, recipient, orderId, Ct));
        return await app.MailAsync(key);
    }

    public static Task<Notification> MailAsync(this TicketingApp app, string dedupeKey) => app.UseAsync<TicketingDbContext, Notification>(
        db => db.Set<Notification>().AsNoTracking().SingleAsync(n => n.DedupeKey == dedupeKey, Ct));

    public static Task<Notification> AgainAsync(this TicketingApp app, Notification mail) => app.MailAsync(mail.DedupeKey);

    public static Task<Notification> LastMailAsync(this TicketingApp app, string recipient) => app.UseAsync<TicketingDbContext, Notification>(
        db => db.Set<Notification>().AsNoTracking().Where(n => n.Recipient == recipient).OrderByDescending(n => n.Id).FirstAsync(Ct));

    public static Task ChangeAsync(this TicketingApp app, Notification mail, Action<UpdateSettersBuilder<Notification>> change) =>
        app.UseAsync<TicketingDbContext>(db => db.WriteAsync(() => db.Set<Notification>().Where(n => n.Id == mail.Id).ExecuteUpdateAsync(change, Ct), ct: Ct));

    public static async Task<Notification> DeadMailAsync(this TicketingApp app, string recipient = "nobody@example.com", string error = "550 5.1.1 No such user", string kind = "test")
    {
        var mail = await app.QueueMailAsync(recipient, kind);
        await app.ChangeAsync(mail, set => set.SetProperty(n => n.Status, NotificationStatus.Dead).SetProperty(n => n.Attempts, 3).SetProperty(n => n.LastError, error));
        return await app.AgainAsync(mail);
    }
}
