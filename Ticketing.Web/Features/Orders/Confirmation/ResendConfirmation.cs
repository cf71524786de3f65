using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.Confirmation;

public enum ResendOutcome
{
    Queued,

    /// <summary>The order was sent too often, or the address has had too many mails lately. Nothing changed.</summary>
    LimitReached,
    WrongCode,
    NotPaid,

    /// <summary>The order has no address.</summary>
    NoEmail,
}

public sealed class ResendConfirmation(
    TicketingDbContext db,
    NotificationOutbox outbox,
    OrderEmailChanges changes,
    OrderEmailCodes codes,
    AuditTrail audit,
    TimeProvider clock
)
{
    public const int MaxResends = 5;

    private static readonly TimeSpan MaxBulkDelay = TimeSpan.FromHours(12);

    /// <param name="email">A new address replaces the order's, and earlier links stop working.</param>
    /// <param name="code">Null if none is needed. A right one stays valid unless the mail is queued.</param>
    public Task<ResendOutcome> ResendAsync(Guid orderId, string email, string? code, CancellationToken ct) =>
        db.WriteAsync(
            () => TryResendAsync(orderId, email, code, ct),
            outcome => outcome is ResendOutcome.Queued or ResendOutcome.WrongCode,
            ct
        );

    private async Task<ResendOutcome> TryResendAsync(Guid orderId, string email, string? code, CancellationToken ct)
    {
        // Before the code, as every change of an address locks them.
        await db.Set<Order>().Where(o => o.Id == orderId).Select(o => o.Id).ForUpdate().SingleAsync(ct);
        if (code is not null && !await codes.TryUseAsync(orderId, code, ct))
        {
            return ResendOutcome.WrongCode;
        }

        var before = await db.Set<Order>().AsNoTracking().SingleAsync(o => o.Id == orderId, ct);
        var claimed = await db.Set<Order>()
            .Where(o => o.Id == orderId && o.Status == OrderStatus.Paid && o.Resends < MaxResends)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(o => o.Resends, o => o.Resends + 1)
                        .SetProperty(o => o.BuyerEmail, email)
                        .SetProperty(o => o.BuyerEmailKey, Order.ToEmailKey(email)),
                ct
            );
        if (claimed == 0)
        {
            return before.Status == OrderStatus.Paid ? ResendOutcome.LimitReached : ResendOutcome.NotPaid;
        }

        if (before.BuyerEmail != email)
        {
            await RecordChangeAsync(before, email, ct);
        }

        return await QueueAsync(orderId, email, ct) ? ResendOutcome.Queued : ResendOutcome.LimitReached;
    }

    private async Task RecordChangeAsync(Order before, string email, CancellationToken ct)
    {
        await changes.RecordAsync(before, email, ct);
        var (was, becomes) = (new { Email = before.BuyerEmail }, new { Email = email });
        await audit.RecordAsync("order.email-changed", before.Id, before.Reference, was, becomes, ct);
    }

    private async Task<bool> QueueAsync(Guid orderId, string email, CancellationToken ct)
    {
        var resends = await db.Set<Order>().Where(o => o.Id == orderId).Select(o => o.Resends).SingleAsync(ct);
        return await outbox.QueueLimitedAsync(
            ConfirmOrder.ConfirmationKind,
            $"{ConfirmOrder.ConfirmationKind}:{orderId}:{resends}",
            email,
            orderId,
            maxDelay: TimeSpan.Zero,
            ct
        );
    }

    /// <summary>
    /// For one of many orders, to its own address. Counts towards the limit of the mailbox, and may wait for its turn there. Requires the
    /// caller's transaction.
    /// </summary>
    /// <param name="runId">Repeated with the same, it is one mail.</param>
    public async Task<ResendOutcome> ResendInBulkAsync(Guid orderId, Guid runId, CancellationToken ct)
    {
        await db.Set<Order>().Where(o => o.Id == orderId).Select(o => o.Id).ForUpdate().SingleAsync(ct);
        var order = await db.Set<Order>().AsNoTracking().SingleAsync(o => o.Id == orderId, ct);
        if (order.Status != OrderStatus.Paid || order.BuyerEmail.Length == 0)
        {
            return order.Status == OrderStatus.Paid ? ResendOutcome.NoEmail : ResendOutcome.NotPaid;
        }

        var queued = await outbox.QueueLimitedAsync(
            ConfirmOrder.ConfirmationKind,
            $"{ConfirmOrder.ConfirmationKind}:{orderId}{GetBulkKeyEnd(runId)}",
            order.BuyerEmail,
            orderId,
            MaxBulkDelay,
            ct,
            MailPriority.Bulk
        );
        if (!queued)
        {
            return ResendOutcome.LimitReached;
        }

        await audit.RecordAsync("order.resent", orderId, order.Reference, before: null, new { SentTo = order.BuyerEmail }, ct);
        return ResendOutcome.Queued;
    }

    /// <summary>The end of the keys of a bulk action's mails.</summary>
    public static string GetBulkKeyEnd(Guid runId) => $":bulk:{runId}";

    /// <summary>Not counted against the buyer. Repeated within a minute it is one mail.</summary>
    public Task<ResendOutcome> ResendByStaffAsync(Guid orderId, string email, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var before = await db.Set<Order>().AsNoTracking().SingleAsync(o => o.Id == orderId, ct);
                var changed = await db.Set<Order>()
                    .Where(o => o.Id == orderId && o.Status == OrderStatus.Paid)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(o => o.BuyerEmail, email).SetProperty(o => o.BuyerEmailKey, Order.ToEmailKey(email)),
                        ct
                    );
                if (changed == 0)
                {
                    return ResendOutcome.NotPaid;
                }

                await changes.RecordAsync(before, email, ct);
                var minute = clock.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
                var key = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ConfirmOrder.ConfirmationKind}:{orderId}:staff:{minute}:{UnguessableCode.Hash(Order.ToEmailKey(email))[..16]}"
                );
                await outbox.QueueAsync(ConfirmOrder.ConfirmationKind, key, email, orderId, ct);
                await audit.RecordAsync(
                    "order.resent",
                    orderId,
                    before.Reference,
                    new { Email = before.BuyerEmail },
                    new { Email = email, SentTo = email },
                    ct
                );
                return ResendOutcome.Queued;
            },
            ct: ct
        );
}
