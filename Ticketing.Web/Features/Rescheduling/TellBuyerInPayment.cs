using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Rescheduling;

/// <summary>Buyers who chose their tickets before a change and pay after it have not seen it, so they are told as well.</summary>
internal sealed class TellBuyerInPayment(TicketingDbContext db, NotificationOutbox outbox) : IOrderConfirmedStep
{
    public async Task RunAsync(Order order, CancellationToken ct)
    {
        if (order.Channel != OrderChannel.Online || await FindChangeAsync(order, ct) is not { } change)
        {
            return;
        }

        // Anybody can place a free order with anybody's address.
        var key = TellTicketHolders.GetMailKey(change, order.Id);
        await (
            order.Total > 0
                ? outbox.QueueAsync(TellTicketHolders.MailKind, key, order.BuyerEmail, order.Id, ct)
                : outbox.QueueLimitedAsync(TellTicketHolders.MailKind, key, order.BuyerEmail, order.Id, TimeSpan.MaxValue, ct)
        );
        await db.Set<ScheduleChange>()
            .Where(c => c.Id == change)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Told, c => c.Told + 1), ct);
    }

    /// <returns>The latest, whose email tells the earlier ones too.</returns>
    private Task<Guid?> FindChangeAsync(Order order, CancellationToken ct)
    {
        var chosenAt = db.Set<Hold>().Where(h => h.Id == order.HoldId).Select(h => h.PlacedAt);
        return db.Set<ScheduleChange>()
            .Where(c => c.EventId == order.EventId && c.MadeAt > chosenAt.First())
            .OrderByDescending(c => c.MadeAt)
            .Select(c => (Guid?)c.Id)
            .FirstOrDefaultAsync(ct);
    }
}
