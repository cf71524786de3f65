using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Features.Rescheduling;

/// <summary>Saves an event. If sold tickets would then say another time or place, it needs to know whether their buyers are told.</summary>
public sealed class RescheduleEvent(
    TicketingDbContext db,
    EventLoader loader,
    EditEvent edit,
    TellTicketHolders holders,
    TimeProvider clock
)
{
    /// <param name="notice">Null to be asked if buyers are affected: <see cref="BuyersAffected"/>.</param>
    public Task<EditOutcome> SaveAsync(Guid id, EventForm typed, Revision from, BuyerNoticeForm? notice, CancellationToken ct) =>
        db.WriteAsync(() => TrySaveAsync(id, typed, from, notice, ct), outcome => outcome is EditOutcome.Saved, ct);

    private async Task<EditOutcome> TrySaveAsync(Guid id, EventForm typed, Revision from, BuyerNoticeForm? notice, CancellationToken ct)
    {
        if (await loader.LoadLockedAsync(id, ct) is not { } before)
        {
            return new EditOutcome.NotFound();
        }

        var outcome = await edit.SaveAsync(id, typed, from, ct);
        if (outcome is not EditOutcome.Saved saved)
        {
            return outcome;
        }

        var after = await db.Set<Event>().SingleAsync(e => e.Id == id, ct);
        var facts = TicketFacts.From(before);
        if (!saved.Changed || facts == TicketFacts.From(after) || !IsAhead(before, after))
        {
            return notice is { OffersRefunds: true }
                ? TellTicketHolders.RefuseOffer(await holders.PlanAsync(ScheduleChangeKind.Moved, facts, after, ct))
                : outcome;
        }

        if (
            after.Status == EventStatus.Postponed
            && (facts.StartsAt, facts.DoorsAt, facts.EndsAt) != (after.StartsAt, after.DoorsAt, after.EndsAt)
        )
        {
            var reason = T["This event is postponed. Choose “Set the new date” on its page."];
            return new EditOutcome.Refused(new Dictionary<string, string> { [nameof(EventForm.Starts)] = reason });
        }

        var plan = await holders.PlanAsync(ScheduleChangeKind.Moved, facts, after, ct);
        return await TellAsync(plan, notice, ct) ?? outcome;
    }

    private async Task<EditOutcome?> TellAsync(ScheduleChangePlan plan, BuyerNoticeForm? notice, CancellationToken ct)
    {
        if (plan.Orders.Count > 0 || (plan.AreTicketsHeld && notice is { Tell: true }))
        {
            return await holders.TellAsync(plan, notice, ct);
        }

        await holders.RecordForBuyersInPaymentAsync(plan, ct);
        return !plan.AreTicketsHeld && notice is { OffersRefunds: true } ? TellTicketHolders.RefuseOffer(plan) : null;
    }

    // Buyers of a cancelled event were told of that. Corrections of a show that is over concern nobody.
    private bool IsAhead(Event before, Event after) =>
        after.Status == EventStatus.Postponed
        || (
            after.Status == EventStatus.Active
            && (before.EndsOrAssumedEndsAt > clock.GetUtcNow() || after.EndsOrAssumedEndsAt > clock.GetUtcNow())
        );
}
