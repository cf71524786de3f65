using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Rescheduling;

/// <param name="Emailed">Number of emails that were sent.</param>
/// <param name="Failed">Number of emails that were given up.</param>
/// <param name="Kept">Number of orders from before the change that still have valid tickets.</param>
public sealed record ListedScheduleChange(ScheduleChange Change, int Emailed, int Failed, int Kept)
{
    /// <summary>Number of orders with tickets when the change was made.</summary>
    public int Orders => Change.Told + Change.WithoutEmail;
}

public sealed class ScheduleChangeQueries(TicketingDbContext db)
{
    public const int MaxReturned = 200;

    public Task<bool> AnyAsync(Guid eventId, CancellationToken ct) => Concerning(eventId).AnyAsync(ct);

    /// <summary>Those that concern a buyer, latest first.</summary>
    public async Task<IReadOnlyList<ListedScheduleChange>> GetForEventAsync(Guid eventId, CancellationToken ct)
    {
        var changes = await Concerning(eventId).AsNoTracking().OrderByDescending(c => c.MadeAt).ToListAsync(ct);
        List<ListedScheduleChange> listed = [];
        foreach (var change in changes)
        {
            var key = TellTicketHolders.GetMailKeyPrefix(change.Id);
            var mails = await db.Set<Notification>()
                .Where(n => n.Kind == TellTicketHolders.MailKind && n.DedupeKey.StartsWith(key))
                .GroupBy(n => n.Status)
                .Select(g => new { g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
            listed.Add(
                new ListedScheduleChange(
                    change,
                    mails.GetValueOrDefault(NotificationStatus.Sent),
                    mails.GetValueOrDefault(NotificationStatus.Dead),
                    await CountKeptAsync(change, ct)
                )
            );
        }

        return listed;
    }

    private IQueryable<ScheduleChange> Concerning(Guid eventId) =>
        db.Set<ScheduleChange>().Where(c => c.EventId == eventId && c.Told + c.WithoutEmail > 0);

    private Task<int> CountKeptAsync(ScheduleChange change, CancellationToken ct) =>
        db.Set<Order>()
            .Where(o => o.EventId == change.EventId && o.Status == OrderStatus.Paid && o.CreatedAt <= change.MadeAt)
            .CountAsync(o => db.Set<Ticket>().Any(t => t.OrderId == o.Id && t.Status == TicketStatus.Valid), ct);

    /// <summary>Latest first, the first <see cref="MaxReturned"/>.</summary>
    public async Task<IReadOnlyList<ListedRefund>> GetReturnedAsync(Guid eventId, CancellationToken ct) =>
        await (
            from returned in db.Set<ReturnedOrder>().Where(o => o.EventId == eventId)
            join refund in db.Set<Refund>().AsNoTracking() on returned.RefundId equals refund.Id
            join order in db.Set<Order>() on refund.OrderId equals order.Id
            orderby refund.RequestedAt descending
            select new ListedRefund(refund, new RefundedSale(order.Reference, order.BuyerName, order.PaidWith, order.PaymentReference))
        )
            .Take(MaxReturned)
            .ToListAsync(ct);
}
