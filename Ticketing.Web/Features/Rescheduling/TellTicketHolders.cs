using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Rescheduling;

/// <summary>Requires the transaction of the change, which has locked the event: nothing can be sold meanwhile.</summary>
public sealed class TellTicketHolders(TicketingDbContext db, NotificationOutbox outbox, AuditTrail audit, TimeProvider clock)
{
    public const string MailKind = "schedule-change";
    private static readonly Dictionary<string, string> NoErrors = [];

    private static Dictionary<string, string> MustTellErrors =>
        new() { [nameof(BuyerNoticeForm.Tell)] = T["The terms of sale promise buyers an email if the date moves."] };

    public static Guid ParseChangeId(string mailKey) => Guid.Parse(mailKey.Split(':')[1]);

    public async Task<ScheduleChangePlan> PlanAsync(ScheduleChangeKind kind, TicketFacts before, Event after, CancellationToken ct) =>
        new(
            kind,
            before,
            after,
            await db.Set<Order>()
                .Where(o => o.EventId == after.Id && o.Status == OrderStatus.Paid)
                .Where(o => db.Set<Ticket>().Any(t => t.OrderId == o.Id && t.Status == TicketStatus.Valid))
                .OrderBy(o => o.CreatedAt)
                .ThenBy(o => o.Id)
                .Select(o => new TicketOrder(o.Id, o.BuyerEmail))
                .ToListAsync(ct)
        );

    /// <param name="notice">Null if staff were not asked yet.</param>
    /// <returns>Null if the change can be committed.</returns>
    public async Task<EditOutcome?> TellAsync(ScheduleChangePlan plan, BuyerNoticeForm? notice, CancellationToken ct)
    {
        if (notice is null)
        {
            return new BuyersAffected(plan, NoErrors);
        }

        if (!notice.Tell && plan.MustTell)
        {
            return new BuyersAffected(plan, MustTellErrors);
        }

        if (!notice.Tell)
        {
            if (plan.Orders.Count > 0)
            {
                await RecordAsync("event.buyers-not-told", plan, new { Orders = plan.Orders.Count }, ct);
            }

            return null;
        }

        var parsed = new ParsedBuyerNotice(notice, plan.After, clock.GetUtcNow());
        if (parsed.Errors.Count > 0)
        {
            return new BuyersAffected(plan, parsed.Errors);
        }

        await QueueAsync(plan, parsed, ct);
        return null;
    }

    private async Task QueueAsync(ScheduleChangePlan plan, ParsedBuyerNotice notice, CancellationToken ct)
    {
        var change = Create(plan, notice);
        db.Add(change);
        await db.SaveChangesAsync(ct);
        await outbox.QueueForOrdersAsync(
            MailKind,
            plan.Orders.Where(order => order.Email.Length > 0)
                .Select(order => new OrderMail($"{MailKind}:{change.Id}:{order.Id}", order.Email, order.Id)),
            ct
        );
        await RecordAsync(
            "event.buyers-told",
            plan,
            new
            {
                plan.Kind,
                change.Told,
                change.WithoutEmail,
                change.RefundsUntil,
                change.Message,
            },
            ct
        );
    }

    private ScheduleChange Create(ScheduleChangePlan plan, ParsedBuyerNotice notice) =>
        new()
        {
            EventId = plan.After.Id,
            Kind = plan.Kind,
            Message = notice.Message,
            RefundsUntil = notice.RefundsUntil,
            Told = plan.ToTell,
            WithoutEmail = plan.WithoutEmail,
            MadeBy = audit.Actor.Name,
            MadeAt = clock.GetUtcNow(),
            OldTimeZone = plan.Before.TimeZone,
            OldDoorsAt = plan.Before.DoorsAt,
            OldStartsAt = plan.Before.StartsAt,
            OldEndsAt = plan.Before.EndsAt,
            OldLocation = plan.Before.Location,
            OldAddress = plan.Before.Address,
        };

    private Task RecordAsync(string action, ScheduleChangePlan plan, object after, CancellationToken ct) =>
        audit.RecordAsync(action, plan.After.Id, plan.After.Title, before: null, after, ct);
}
