using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Rescheduling;

/// <param name="Kept">Number of orders from before the change that still have valid tickets.</param>
/// <param name="Confirmed">Number of orders whose buyers answered that they keep the tickets, and who still do.</param>
public sealed record ListedScheduleChange(ScheduleChange Change, NoticeCounts Notices, NoticeCounts Reminders, int Kept, int Confirmed)
{
    /// <summary>Number of orders with tickets when the change was made.</summary>
    public int Orders => Change.Told + Change.WithoutEmail;
}

/// <param name="Queued">Number of all, whatever became of them.</param>
/// <param name="Failed">Number of those that were given up.</param>
public sealed record NoticeCounts(int Queued, int Sent, int Failed);

public sealed class ScheduleChangeQueries(TicketingDbContext db)
{
    public const int MaxListed = 50;
    public const int MaxReturned = 200;

    public Task<bool> AnyAsync(Guid eventId, CancellationToken ct) => Concerning(eventId).AnyAsync(ct);

    /// <summary>Those that concern a buyer, latest first, the first <see cref="MaxListed"/>.</summary>
    public async Task<IReadOnlyList<ListedScheduleChange>> GetForEventAsync(Guid eventId, CancellationToken ct)
    {
        var changes = await Concerning(eventId)
            .AsNoTracking()
            .OrderByDescending(c => c.MadeAt)
            .ThenByDescending(c => c.Id)
            .Take(MaxListed)
            .ToListAsync(ct);
        List<ListedScheduleChange> listed = [];
        foreach (var change in changes)
        {
            listed.Add(
                new ListedScheduleChange(
                    change,
                    await CountMailsAsync(TellTicketHolders.MailKind, TellTicketHolders.GetMailKeyPrefix(change.Id), ct),
                    await CountMailsAsync(RefundReminderJob.MailKind, RefundReminderJob.GetMailKeyPrefix(change.Id), ct),
                    await CountKeptAsync(change, ct),
                    await CountConfirmedAsync(change, ct)
                )
            );
        }

        return listed;
    }

    private IQueryable<ScheduleChange> Concerning(Guid eventId) =>
        db.Set<ScheduleChange>().Where(c => c.EventId == eventId && c.Told + c.WithoutEmail > 0);

    private async Task<NoticeCounts> CountMailsAsync(string kind, string keyPrefix, CancellationToken ct)
    {
        var mails = await db.Set<Notification>()
            .Where(n => n.Kind == kind && n.DedupeKey.StartsWith(keyPrefix))
            .GroupBy(n => n.Status)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new NoticeCounts(
            mails.Values.Sum(),
            mails.GetValueOrDefault(NotificationStatus.Sent),
            mails.GetValueOrDefault(NotificationStatus.Dead)
        );
    }

    private Task<int> CountConfirmedAsync(ScheduleChange change, CancellationToken ct) =>
        db.Set<KeptOrder>()
            .Where(k => k.ChangeId == change.Id)
            .CountAsync(k => db.Set<Ticket>().Any(t => t.OrderId == k.OrderId && t.Status == TicketStatus.Valid), ct);

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
