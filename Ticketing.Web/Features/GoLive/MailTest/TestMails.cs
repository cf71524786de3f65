using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.GoLive.MailTest;

/// <param name="RequestedAt">When the last one was asked for; null if none was.</param>
/// <param name="IsAwaited">The link of the last one was not pressed yet, whatever became of earlier ones.</param>
/// <param name="ArrivedAt">When the link of the last one that arrived was pressed.</param>
/// <param name="Delivery">Of the last one; null if it is no longer known.</param>
public sealed record TestMailState(DateTimeOffset? RequestedAt, bool IsAwaited, DateTimeOffset? ArrivedAt, NotificationStatus? Delivery)
{
    public bool IsWaiting => IsAwaited && Delivery is (NotificationStatus.Pending or NotificationStatus.Sending);

    public bool IsGivenUp => IsAwaited && Delivery is (NotificationStatus.Dead or NotificationStatus.Dropped);
}

/// <summary>Its link works once. Mail scanners open links, so only the button behind it counts.</summary>
public sealed class TestMails(TicketingDbContext db, NotificationOutbox outbox, AuditTrail audit, TimeProvider clock)
{
    public const string MailKind = "test-mail";
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(7);

    public async Task<TestMailState> ReadAsync(CancellationToken ct)
    {
        var last = await Mails.AsNoTracking().OrderByDescending(m => m.RequestedAt).ThenByDescending(m => m.Id).FirstOrDefaultAsync(ct);
        return new TestMailState(
            last?.RequestedAt,
            last is { ArrivedAt: null },
            await Mails.MaxAsync(m => m.ArrivedAt, ct),
            last is null ? null : await FindDeliveryAsync(GetKey(last), ct)
        );
    }

    public Task SendAsync(Guid userId, string email, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var mail = new TestMail { RequestedAt = now, ExpiresAt = now + LinkLifetime };
                await Mails.Where(m => m.ArrivedAt == null && m.ExpiresAt <= now).ExecuteDeleteAsync(ct);
                db.Add(mail);
                await db.SaveChangesAsync(ct);
                await outbox.QueueAsync(MailKind, GetKey(mail), email, orderId: null, ct);
                await audit.RecordAsync("check.mail-sent", userId, $"Mail to {email}", null, null, ct);
            },
            ct
        );

    /// <summary>Replaces the token of an earlier attempt to send.</summary>
    /// <returns>Null if the link is not needed any more.</returns>
    internal Task<string?> CreateTokenAsync(Notification notification, CancellationToken ct)
    {
        var id = ReadId(notification);
        var (token, now) = (UnguessableCode.Create(), clock.GetUtcNow());
        var hash = UnguessableCode.Hash(token);
        return db.WriteAsync(
            async () =>
                await Mails
                    .Where(m => m.Id == id && m.ArrivedAt == null && m.ExpiresAt > now)
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.TokenHash, hash), ct) == 1
                    ? token
                    : null,
            ct: ct
        );
    }

    public Task<bool> IsLinkValidAsync(string? token, CancellationToken ct) => Open(token).AnyAsync(ct);

    /// <returns>False if the link is unknown, used or expired.</returns>
    public Task<bool> ConfirmAsync(string? token, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var confirmed = await Open(token)
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.ArrivedAt, now).SetProperty(m => m.TokenHash, (string?)null), ct);
                if (confirmed == 0)
                {
                    return false;
                }

                await Mails.Where(m => m.ArrivedAt < now).ExecuteDeleteAsync(ct);
                await audit.RecordAsync("check.mail-arrived", "go-live", "Test email", null, null, ct);
                return true;
            },
            ct: ct
        );

    private Task<NotificationStatus?> FindDeliveryAsync(string key, CancellationToken ct) =>
        db.Set<Notification>().Where(n => n.DedupeKey == key).Select(n => (NotificationStatus?)n.Status).FirstOrDefaultAsync(ct);

    private static string GetKey(TestMail mail) => $"{MailKind}:{mail.Id}";

    private static Guid ReadId(Notification notification) =>
        notification.DedupeKey.Split(':') is [_, var id] && Guid.TryParse(id, out var known)
            ? known
            : throw new InvalidOperationException($"Mail {notification.Id} is not a test mail.");

    private DbSet<TestMail> Mails => db.Set<TestMail>();

    private IQueryable<TestMail> Open(string? token)
    {
        var (hash, now) = (UnguessableCode.Hash(token ?? ""), clock.GetUtcNow());
        return Mails.Where(m => m.TokenHash == hash && m.ArrivedAt == null && m.ExpiresAt > now);
    }
}
