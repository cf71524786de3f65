using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders.Access;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Orders.FreeTickets;

public enum FreeConfirmationOutcome
{
    Sent,
    HoldEnded,

    /// <summary>The address has had too many mails lately. Nothing changed.</summary>
    EmailLimitReached,

    /// <summary>The address was changed too often. Nothing changed.</summary>
    TooManyRequests,
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

    /// <summary>Sends nothing while a link to this address is on its way or valid. Only the first request extends the hold.</summary>
    public Task<FreeConfirmationOutcome> RequestAsync(Order order, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                await holds.LockAsync(order.HoldId, ct);
                return await HasLinkAsync(order, ct) ? FreeConfirmationOutcome.Sent : await SendAsync(order, ct);
            },
            outcome => outcome == FreeConfirmationOutcome.Sent,
            ct
        );

    // The links to an earlier address were revoked when the order got another.
    private Task<bool> HasLinkAsync(Order order, CancellationToken ct) =>
        db.Set<Notification>()
            .Where(n => n.OrderId == order.Id && n.Kind == Kind && n.Recipient == order.BuyerEmail)
            .AnyAsync(
                n =>
                    n.Status == NotificationStatus.Pending
                    || n.Status == NotificationStatus.Sending
                    || db.Set<AccessToken>().Any(token => token.OrderId == order.Id),
                ct
            );

    private async Task<FreeConfirmationOutcome> SendAsync(Order order, CancellationToken ct)
    {
        var number = await db.Set<Order>().Where(o => o.Id == order.Id).Select(o => o.ConfirmationRequests).SingleAsync(ct) + 1;
        if (number > MaxRequests)
        {
            return FreeConfirmationOutcome.TooManyRequests;
        }

        if (number == 1 && !await holds.ExtendAsync(order.HoldId, clock.GetUtcNow() + Lifetime, ct))
        {
            return FreeConfirmationOutcome.HoldEnded;
        }

        var counted = await db.Set<Order>()
            .Where(o => o.Id == order.Id && o.Status == OrderStatus.Pending && o.ConfirmationRequests == number - 1)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.ConfirmationRequests, number), ct);
        return counted == 0 ? FreeConfirmationOutcome.HoldEnded
            : await outbox.QueueLimitedAsync(Kind, $"{Kind}:{order.Id}:{number}", order.BuyerEmail, order.Id, maxDelay: TimeSpan.Zero, ct)
                ? FreeConfirmationOutcome.Sent
            : FreeConfirmationOutcome.EmailLimitReached;
    }
}
