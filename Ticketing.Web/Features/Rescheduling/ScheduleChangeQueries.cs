using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Rescheduling;

/// <param name="Emailed">Number of emails that were sent.</param>
/// <param name="Failed">Number of emails that were given up.</param>
public sealed record ListedScheduleChange(ScheduleChange Change, int Emailed, int Failed);

public sealed class ScheduleChangeQueries(TicketingDbContext db)
{
    public const int MaxReturned = 200;

    public Task<ScheduleChange> GetAsync(Guid id, CancellationToken ct) =>
        db.Set<ScheduleChange>().AsNoTracking().SingleAsync(c => c.Id == id, ct);

    public Task<bool> HasLaterAsync(ScheduleChange change, CancellationToken ct) =>
        db.Set<ScheduleChange>().AnyAsync(c => c.EventId == change.EventId && c.MadeAt > change.MadeAt, ct);

    public Task<bool> AnyAsync(Guid eventId, CancellationToken ct) => db.Set<ScheduleChange>().AnyAsync(c => c.EventId == eventId, ct);

    /// <summary>Latest first.</summary>
    public async Task<IReadOnlyList<ListedScheduleChange>> GetForEventAsync(Guid eventId, CancellationToken ct)
    {
        var changes = await db.Set<ScheduleChange>()
            .AsNoTracking()
            .Where(c => c.EventId == eventId)
            .OrderByDescending(c => c.MadeAt)
            .ToListAsync(ct);
        List<ListedScheduleChange> listed = [];
        foreach (var change in changes)
        {
            var key = $"{TellTicketHolders.MailKind}:{change.Id}:";
            var mails = await db.Set<Notification>()
                .Where(n => n.Kind == TellTicketHolders.MailKind && n.DedupeKey.StartsWith(key))
                .GroupBy(n => n.Status)
                .Select(g => new { g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
            listed.Add(
                new ListedScheduleChange(
                    change,
                    mails.GetValueOrDefault(NotificationStatus.Sent),
                    mails.GetValueOrDefault(NotificationStatus.Dead)
                )
            );
        }

        return listed;
    }

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
