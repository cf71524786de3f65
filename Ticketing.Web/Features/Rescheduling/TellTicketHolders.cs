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
public sealed class TellTicketHolders(
    TicketingDbContext db,
    NotificationOutbox outbox,
    TermsOfSale terms,
    AuditTrail audit,
    TimeProvider clock
)
{
    public const string MailKind = "schedule-change";
    private static readonly Dictionary<string, string> NoErrors = [];

    private static Dictionary<string, string> MustTellErrors =>
        new() { [nameof(BuyerNoticeForm.Tell)] = T["The terms of sale promise buyers an email if the date moves."] };

    private static Dictionary<string, string> NoOfferErrors =>
        new()
        {
            [nameof(BuyerNoticeForm.RefundsUntil)] = T["No refund can be offered: no sold ticket would say another date, time or place."],
        };

    public static string GetMailKey(Guid changeId, Guid orderId) => $"{GetMailKeyPrefix(changeId)}{orderId}";

    public static string GetMailKeyPrefix(Guid changeId) => $"{MailKind}:{changeId}:";

    public static Guid ParseChangeId(string mailKey) => Guid.Parse(mailKey.Split(':')[1]);

    public async Task<ScheduleChangePlan> PlanAsync(ScheduleChangeKind kind, TicketFacts before, Event after, CancellationToken ct)
    {
        // Of orders that accepted none, such as at the box office, today's terms apply.
        var isStandard = terms.IsStandard;
        return new(
            kind,
            before,
            after,
            await db.Set<Order>()
                .Where(o => o.EventId == after.Id && o.Status == OrderStatus.Paid)
                .Where(o => db.Set<Ticket>().Any(t => t.OrderId == o.Id && t.Status == TicketStatus.Valid))
                .OrderBy(o => o.CreatedAt)
                .ThenBy(o => o.Id)
                .Select(o => new TicketOrder(
                    o.Id,
                    o.BuyerEmail,
                    o.Total > 0 && (o.TermsVersion == null ? isStandard : o.TermsVersion.StartsWith(TermsOfSale.StandardVersionPrefix))
                ))
                .ToListAsync(ct)
        );
    }

    /// <summary>For a change that concerns no buyer.</summary>
    public static BuyersAffected RefuseOffer(ScheduleChangePlan plan) => new(plan, NoOfferErrors);

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
            if (plan.Orders.Count == 0)
            {
                await RecordForBuyersInPaymentAsync(plan, ct);
            }
            else
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

    /// <summary>
    /// For a change before the first sale. Buyers whose baskets turn into orders are told by <see cref="TellBuyerInPayment"/>.
    /// </summary>
    public async Task RecordForBuyersInPaymentAsync(ScheduleChangePlan plan, CancellationToken ct)
    {
        if (plan.AreTicketsHeld)
        {
            db.Add(Create(plan, message: "", refundsUntil: null));
            await db.SaveChangesAsync(ct);
        }
    }

    private async Task QueueAsync(ScheduleChangePlan plan, ParsedBuyerNotice notice, CancellationToken ct)
    {
        var busy = await DropEarlierMailAsync(plan.After.Id, ct);
        var change = Create(plan, notice.Message, notice.RefundsUntil);
        db.Add(change);
        await db.SaveChangesAsync(ct);
        await outbox.QueueForOrdersAsync(
            MailKind,
            plan.Orders.Where(order => order.Email.Length > 0)
                .Select(order => new OrderMail(GetMailKey(change.Id, order.Id), order.Email, order.Id)
                {
                    DueAt = busy.GetValueOrDefault(order.Id),
                }),
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

    /// <summary>
    /// Drops the unsent emails about earlier changes. The new email waits for one that is being sent, to arrive after it.
    /// </summary>
    /// <returns>The times until which new emails wait, by order.</returns>
    private async Task<Dictionary<Guid, DateTimeOffset?>> DropEarlierMailAsync(Guid eventId, CancellationToken ct)
    {
        List<MailInDelivery> busy = [];
        foreach (var earlier in await db.Set<ScheduleChange>().Where(c => c.EventId == eventId).Select(c => c.Id).ToListAsync(ct))
        {
            busy.AddRange(await outbox.DropWaitingAsync(MailKind, GetMailKeyPrefix(earlier), ct));
        }

        return busy.GroupBy(mail => mail.OrderId)
            .ToDictionary(mails => mails.Key, DateTimeOffset? (mails) => mails.Max(mail => mail.Until));
    }

    private ScheduleChange Create(ScheduleChangePlan plan, string message, DateTimeOffset? refundsUntil) =>
        new()
        {
            EventId = plan.After.Id,
            Kind = plan.Kind,
            Message = message,
            RefundsUntil = refundsUntil,
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
