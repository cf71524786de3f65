using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.Confirmation;

public enum ResendOutcome
{
    Queued,

    /// <summary>Of the order or of the recipient.</summary>
    LimitReached,
    NotPaid,
}

public sealed class ResendConfirmation(
    TicketingDbContext db,
    NotificationOutbox outbox,
    OrderEmailChanges changes,
    AuditTrail audit,
    TimeProvider clock
)
{
    public const int MaxResends = 5;

    /// <param name="email">A new address replaces the order's, and earlier links stop working.</param>
    public Task<ResendOutcome> ResendAsync(Guid orderId, string email, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
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

                await changes.RecordAsync(before, email, ct);
                if (before.BuyerEmail != email)
                {
                    await audit.RecordAsync(
                        "order.email-changed",
                        orderId,
                        before.Reference,
                        new { Email = before.BuyerEmail },
                        new { Email = email },
                        ct
                    );
                }

                var resends = await db.Set<Order>().Where(o => o.Id == orderId).Select(o => o.Resends).SingleAsync(ct);
                return await outbox.QueueLimitedAsync(
                    ConfirmOrder.ConfirmationKind,
                    $"{ConfirmOrder.ConfirmationKind}:{orderId}:{resends}",
                    email,
                    orderId,
                    maxDelay: TimeSpan.Zero,
                    ct
                )
                    ? ResendOutcome.Queued
                    : ResendOutcome.LimitReached;
            },
            outcome => outcome == ResendOutcome.Queued,
            ct
        );

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
