using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Infrastructure.Notifications.Outbox;

/// <param name="Key">Used by no other message.</param>
public sealed record OrderMail(string Key, string Recipient, Guid OrderId)
{
    /// <summary>Of the message.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>At once if null.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <param name="Until">When its delivery is over at the latest.</param>
public sealed record MailInDelivery(Guid OrderId, DateTimeOffset Until);

/// <summary>Queues messages in the transaction that makes them due.</summary>
public sealed class NotificationOutbox(
    TicketingDbContext db,
    RecipientLimit limit,
    IEnumerable<MailKindPriority> priorities,
    TimeProvider clock
)
{
    /// <summary>Idempotent: a second message with the same key is ignored.</summary>
    public Task QueueAsync(string kind, string dedupeKey, string recipient, Guid? orderId, CancellationToken ct) =>
        db.WriteAsync(() => InsertAsync(Create(Guid.CreateVersion7(), kind, dedupeKey, recipient, orderId, clock.GetUtcNow()), ct), ct);

    /// <summary>Queues many messages with few statements.</summary>
    public Task QueueForOrdersAsync(string kind, IEnumerable<OrderMail> mails, CancellationToken ct) =>
        db.WriteAsync(
            () =>
            {
                var now = clock.GetUtcNow();
                db.AddRange(mails.Select(mail => Create(mail.Id, kind, mail.Key, mail.Recipient, mail.OrderId, mail.DueAt ?? now)));
                return db.SaveChangesAsync(ct);
            },
            ct: ct
        );

    /// <summary>
    /// Drops mail about orders that was not sent yet, because other mail replaces it. What was tried keeps at least one attempt: it may
    /// have arrived.
    /// </summary>
    /// <returns>What is being sent just now and cannot be stopped.</returns>
    public Task<IReadOnlyList<MailInDelivery>> DropWaitingAsync(string kind, string keyPrefix, CancellationToken ct) =>
        db.WriteAsync<IReadOnlyList<MailInDelivery>>(
            async () =>
            {
                var unsent = db.Set<Notification>().Where(n => n.Kind == kind && n.DedupeKey.StartsWith(keyPrefix));
                await unsent
                    .Where(n => n.Status == NotificationStatus.Pending)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(n => n.Status, NotificationStatus.Dropped)
                                .SetProperty(n => n.Attempts, n => n.Attempts == 0 && n.LastError != null ? 1 : n.Attempts)
                                .SetProperty(n => n.LastError, (string?)null),
                        ct
                    );
                var dropped = unsent.Where(n => n.Status == NotificationStatus.Dropped);
                await db.Set<MailLimitEntry>().Where(e => dropped.Any(n => n.Id == e.NotificationId)).ExecuteDeleteAsync(ct);
                return await unsent
                    .Where(n => n.Status == NotificationStatus.Sending)
                    .Select(n => new MailInDelivery(n.OrderId!.Value, n.LeaseUntil!.Value))
                    .ToListAsync(ct);
            },
            ct: ct
        );

    /// <summary>For mail that anybody can trigger. It counts towards the <see cref="RecipientLimit"/>; a repeated key does not.</summary>
    /// <param name="maxDelay">How long the mail may wait for its turn.</param>
    /// <param name="priority">Null for that of its kind.</param>
    /// <returns>False if the limit is reached; nothing is queued.</returns>
    public Task<bool> QueueLimitedAsync(
        string kind,
        string dedupeKey,
        string recipient,
        Guid? orderId,
        TimeSpan maxDelay,
        CancellationToken ct,
        MailPriority? priority = null
    ) =>
        db.WriteAsync(
            async () =>
            {
                if (await db.Set<Notification>().AnyAsync(n => n.DedupeKey == dedupeKey, ct))
                {
                    return true;
                }

                var id = Guid.CreateVersion7();
                if (await limit.ClaimAsync(recipient, id, maxDelay, ct) is not { } sendAt)
                {
                    return false;
                }

                await InsertAsync(Create(id, kind, dedupeKey, recipient, orderId, sendAt, priority), ct);
                return true;
            },
            ct: ct
        );

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<Notification>> GetForOrderAsync(Guid orderId, CancellationToken ct) =>
        await db.Set<Notification>().AsNoTracking().Where(n => n.OrderId == orderId).OrderBy(n => n.CreatedAt).ToListAsync(ct);

    private Task<bool> InsertAsync(Notification message, CancellationToken ct) =>
        db.InsertIfNewAsync(message, nameof(Notification.DedupeKey), ct);

    private Notification Create(
        Guid id,
        string kind,
        string dedupeKey,
        string recipient,
        Guid? orderId,
        DateTimeOffset dueAt,
        MailPriority? priority = null
    ) =>
        new()
        {
            Id = id,
            Kind = kind,
            DedupeKey = dedupeKey,
            Recipient = recipient,
            OrderId = orderId,
            Priority = priority ?? priorities.FirstOrDefault(known => known.Kind == kind)?.Priority ?? MailPriority.Normal,
            CreatedAt = clock.GetUtcNow(),
            DueAt = dueAt,
            TraceParent = Tracing.CurrentTraceParent,
        };
}
