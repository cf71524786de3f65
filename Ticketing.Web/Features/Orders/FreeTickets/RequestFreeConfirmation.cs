using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.FreeTickets;

public enum FreeConfirmationOutcome
{
    Sent,
    HoldEnded,

    /// <summary>The address has had too many mails lately. Nothing changed.</summary>
    EmailLimitReached,
}

/// <summary>Mails the buyer a link; the tickets stay on hold until its button is pressed.</summary>
public sealed class RequestFreeConfirmation(
    TicketingDbContext db,
    TicketHolds holds,
    FreeTicketRules rules,
    NotificationOutbox outbox,
    TimeProvider clock
)
{
    public const string Kind = "free-order-confirmation";
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>A buyer may correct a mistyped address a few times.</summary>
    private const int MaxRequests = 5;

    public async Task<bool> IsNeededAsync(Order order, CancellationToken ct) =>
        order is { Total: 0, Channel: OrderChannel.Online }
        && rules.AreConfirmedByEmail(await db.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == order.EventId, ct));

    /// <summary>Repeated for the same address it sends nothing. Only the first request extends the hold.</summary>
    public Task<FreeConfirmationOutcome> RequestAsync(Order order, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                await holds.LockAsync(order.HoldId, ct);
                var isFirst = await CountRequestAsync(order.Id, 0, 0, ct);
                if (isFirst && !await holds.ExtendAsync(order.HoldId, clock.GetUtcNow() + Lifetime, ct))
                {
                    return FreeConfirmationOutcome.HoldEnded;
                }

                if (isFirst || await CountRequestAsync(order.Id, 1, MaxRequests - 1, ct))
                {
                    var recipient = UnguessableCode.Hash(Order.ToEmailKey(order.BuyerEmail))[..16];
                    var key = $"{Kind}:{order.Id}:{recipient}";
                    if (!await outbox.QueueLimitedAsync(Kind, key, order.BuyerEmail, order.Id, maxDelay: TimeSpan.Zero, ct))
                    {
                        return FreeConfirmationOutcome.EmailLimitReached;
                    }
                }

                return FreeConfirmationOutcome.Sent;
            },
            outcome => outcome == FreeConfirmationOutcome.Sent,
            ct
        );

    /// <summary>Succeeds if the number of requests so far is in the range.</summary>
    private async Task<bool> CountRequestAsync(Guid orderId, int min, int max, CancellationToken ct) =>
        await db.Set<Order>()
            .Where(o => o.Id == orderId && o.Status == OrderStatus.Pending)
            .Where(o => o.ConfirmationRequests >= min && o.ConfirmationRequests <= max)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.ConfirmationRequests, o => o.ConfirmationRequests + 1), ct) == 1;
}
