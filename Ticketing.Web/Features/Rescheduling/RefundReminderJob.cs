using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Rescheduling;

/// <summary>Reminds the buyers of a changed event once, shortly before its refund offer ends, unless they have answered it.</summary>
public sealed class RefundReminderJob(TicketingDbContext db, NotificationOutbox outbox, TimeProvider clock) : IBackgroundJob
{
    public const string MailKind = "refund-reminder";

    public static TimeSpan Interval => TimeSpan.FromMinutes(5);

    public static string GetMailKeyPrefix(Guid changeId) => $"{MailKind}:{changeId}:";

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        foreach (var changeId in await FindDueAsync(ct))
        {
            await db.WriteAsync(() => RemindAsync(changeId, ct), ct);

            // Keeps memory flat over many orders.
            db.ChangeTracker.Clear();
        }

        return JobResult.Done;
    }

    private IQueryable<ScheduleChange> Waiting => db.Set<ScheduleChange>().Where(c => c.RemindedAt == null && c.RefundsUntil != null);

    private async Task<IReadOnlyList<Guid>> FindDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = await (
            from change in Waiting.AsNoTracking()
            where change.RefundsUntil > now
            join show in db.Set<Event>().AsNoTracking() on change.EventId equals show.Id
            select new { change, show }
        ).ToListAsync(ct);
        return
        [
            .. open.Where(offer => offer.change.GetReminderTime(offer.show) <= now && offer.change.GetDeadline(offer.show) > now)
                .OrderBy(offer => offer.change.MadeAt)
                .Select(offer => offer.change.Id),
        ];
    }

    // The claim and all emails are saved, or none.
    private async Task RemindAsync(Guid changeId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await Waiting.Where(c => c.Id == changeId).ExecuteUpdateAsync(set => set.SetProperty(c => c.RemindedAt, now), ct) == 0)
        {
            return;
        }

        var change = await db.Set<ScheduleChange>().AsNoTracking().SingleAsync(c => c.Id == changeId, ct);
        var orders = await GetUnanswered(change, await FindNextReminderAsync(change, ct))
            .Select(o => new { o.Id, o.BuyerEmail })
            .ToListAsync(ct);
        await outbox.QueueForOrdersAsync(
            MailKind,
            orders.Select(order => new OrderMail($"{GetMailKeyPrefix(changeId)}{order.Id}", order.BuyerEmail, order.Id)),
            ct
        );
    }

    /// <returns>When the last change with a later deadline was made; null if there is none, or buyers are not reminded of it.</returns>
    private async Task<DateTimeOffset?> FindNextReminderAsync(ScheduleChange change, CancellationToken ct)
    {
        var show = await db.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == change.EventId, ct);
        var later = await db.Set<ScheduleChange>()
            .AsNoTracking()
            .Where(c => c.EventId == change.EventId && c.Id != change.Id)
            .Where(c => c.RefundsUntil > change.RefundsUntil || (c.RefundsUntil == change.RefundsUntil && c.MadeAt > change.MadeAt))
            .ToListAsync(ct);
        return later.Where(c => c.GetReminderTime(show) is not null).Max(c => (DateTimeOffset?)c.MadeAt);
    }

    /// <param name="next">Orders until then are reminded of a later deadline.</param>
    private IQueryable<Order> GetUnanswered(ScheduleChange change, DateTimeOffset? next)
    {
        var tickets = db.Set<Ticket>().Where(t => t.EventId == change.EventId);
        return db.Set<Order>()
            .Where(o => o.EventId == change.EventId && o.Status == OrderStatus.Paid && o.BuyerEmail != "" && o.CreatedAt <= change.MadeAt)
            .Where(o => next == null || o.CreatedAt > next)
            .Where(o => tickets.Any(t => t.OrderId == o.Id && t.Status == TicketStatus.Valid))
            .Where(o => !tickets.Any(t => t.OrderId == o.Id && (t.CheckedInAt != null || t.SuspendedAt != null)))
            .Where(o => !db.Set<KeptOrder>().Any(k => k.ChangeId == change.Id && k.OrderId == o.Id))
            .OrderBy(o => o.CreatedAt)
            .ThenBy(o => o.Id);
    }
}
