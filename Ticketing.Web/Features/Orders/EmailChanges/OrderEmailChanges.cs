using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders.Access;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.EmailChanges;

/// <summary>Tells the old address about a change, and undoes it.</summary>
public sealed class OrderEmailChanges(
    TicketingDbContext db,
    NotificationOutbox outbox,
    OrderWebhooks webhooks,
    AuditTrail audit,
    TimeProvider clock
)
{
    public const string NoticeKind = "order-email-changed";
    public static readonly TimeSpan UndoLifetime = TimeSpan.FromHours(24);

    /// <summary>The link in a mail to the order's address was opened: the address is not mistyped.</summary>
    public Task MarkOpenedAsync(Order order, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return order.EmailOpenedAt is not null
            ? Task.CompletedTask
            : db.WriteAsync(
                () =>
                    db.Set<Order>()
                        .Where(o => o.Id == order.Id && o.BuyerEmail == order.BuyerEmail && o.EmailOpenedAt == null)
                        .ExecuteUpdateAsync(set => set.SetProperty(o => o.EmailOpenedAt, now), ct),
                ct: ct
            );
    }

    /// <summary>In the transaction that changes the address. Earlier links and the browsers that used them lose access.</summary>
    public async Task RecordAsync(Order before, string email, CancellationToken ct)
    {
        if (before.BuyerEmail == email)
        {
            return;
        }

        var change = new OrderEmailChange
        {
            OrderId = before.Id,
            OldEmail = before.BuyerEmail,
            ChangedAt = clock.GetUtcNow(),
            CanUndo = before.EmailOpenedAt is not null,
        };
        db.Add(change);
        await db.SaveChangesAsync(ct);
        await RevokeAccessAsync(before.Id, emailOpenedAt: null, ct);
        await webhooks.QueueCorrectedAsync(before, [OrderCorrection.Email], ct);
        if (before is { Channel: OrderChannel.Online, Total: 0, ConfirmationRequests: 0, EmailOpenedAt: null })
        {
            // Anybody can place a free order with anybody's address.
            await outbox.QueueLimitedAsync(NoticeKind, GetNoticeKey(change), change.OldEmail, before.Id, UndoLifetime, ct);
        }
        else if (before.BuyerEmail.Length > 0)
        {
            await QueueNoticeAsync(change, ct);
        }
    }

    /// <summary>The change that the notice is about, by the recipient; null if it was undone.</summary>
    public Task<OrderEmailChange?> FindForNoticeAsync(string dedupeKey, CancellationToken ct)
    {
        var id = Guid.Parse(dedupeKey[(NoticeKind.Length + 1)..]);
        return db.Set<OrderEmailChange>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.UndoneAt == null, ct);
    }

    /// <returns>A new token; an earlier one of this change stops working.</returns>
    public async Task<string> CreateUndoTokenAsync(OrderEmailChange change, CancellationToken ct)
    {
        var token = UnguessableCode.Create();
        var hash = UnguessableCode.Hash(token);
        await db.WriteAsync(
            () =>
                db.Set<OrderEmailChange>()
                    .Where(c => c.Id == change.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.UndoHash, hash), ct),
            ct: ct
        );
        return token;
    }

    public Task<bool> CanUndoAsync(string reference, string token, CancellationToken ct) => Undoable(reference, token).AnyAsync(ct);

    /// <returns>False if the link is over or was used.</returns>
    public Task<bool> UndoAsync(string reference, string token, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var change = await Undoable(reference, token).AsNoTracking().FirstOrDefaultAsync(ct);
                var claimed = await Undoable(reference, token).ExecuteUpdateAsync(set => set.SetProperty(c => c.UndoneAt, now), ct);
                if (change is null || claimed == 0)
                {
                    return false;
                }

                // Whoever made the change may have made more, and could undo those.
                await db.Set<OrderEmailChange>()
                    .Where(c => c.OrderId == change.OrderId && c.ChangedAt >= change.ChangedAt && c.UndoneAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.UndoneAt, now), ct);
                await RestoreAsync(change, now, ct);
                return true;
            },
            ct: ct
        );

    private async Task RestoreAsync(OrderEmailChange change, DateTimeOffset now, CancellationToken ct)
    {
        var before = await db.Set<Order>().AsNoTracking().SingleAsync(o => o.Id == change.OrderId, ct);
        await db.Set<Order>()
            .Where(o => o.Id == change.OrderId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(o => o.BuyerEmail, change.OldEmail)
                        .SetProperty(o => o.BuyerEmailKey, Order.ToEmailKey(change.OldEmail)),
                ct
            );
        await RevokeAccessAsync(change.OrderId, emailOpenedAt: now, ct);
        await TellReplacedAddressAsync(before, now, ct);
        await webhooks.QueueCorrectedAsync(before, [OrderCorrection.Email], ct);
        await audit.RecordAsync(
            "order.email-restored",
            before.Id,
            before.Reference,
            new { Email = before.BuyerEmail },
            new { Email = change.OldEmail },
            ct
        );
    }

    // It was an address of whoever made the change that is undone, so it cannot undo this.
    private async Task TellReplacedAddressAsync(Order before, DateTimeOffset now, CancellationToken ct)
    {
        var restored = new OrderEmailChange
        {
            OrderId = before.Id,
            OldEmail = before.BuyerEmail,
            ChangedAt = now,
            CanUndo = false,
        };
        db.Add(restored);
        await db.SaveChangesAsync(ct);
        await QueueNoticeAsync(restored, ct);
    }

    private Task QueueNoticeAsync(OrderEmailChange change, CancellationToken ct) =>
        outbox.QueueAsync(NoticeKind, GetNoticeKey(change), change.OldEmail, change.OrderId, ct);

    private static string GetNoticeKey(OrderEmailChange change) => $"{NoticeKind}:{change.Id}";

    private IQueryable<OrderEmailChange> Undoable(string reference, string token)
    {
        var (hash, since) = (UnguessableCode.Hash(token), clock.GetUtcNow() - UndoLifetime);
        var orders = db.Set<Order>().Where(o => o.Reference == reference).Select(o => o.Id);
        return db.Set<OrderEmailChange>()
            .Where(c => c.UndoHash == hash && c.CanUndo && c.UndoneAt == null && c.ChangedAt > since && orders.Contains(c.OrderId));
    }

    // A stranger may own the mailbox, or have the link.
    private async Task RevokeAccessAsync(Guid orderId, DateTimeOffset? emailOpenedAt, CancellationToken ct)
    {
        await db.Set<AccessToken>().Where(t => t.OrderId == orderId).ExecuteDeleteAsync(ct);
        await db.Set<OrderEmailCode>().Where(c => c.OrderId == orderId).ExecuteDeleteAsync(ct);
        await db.Set<Order>()
            .Where(o => o.Id == orderId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(o => o.AccessVersion, o => o.AccessVersion + 1).SetProperty(o => o.EmailOpenedAt, emailOpenedAt),
                ct
            );
    }
}
