using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Features.Rescheduling;

/// <summary>Takes an event's date away and gives it another. Tickets stay valid; nothing is sold meanwhile.</summary>
public sealed class PostponeEvent(
    TicketingDbContext db,
    EventLoader loader,
    EditEvent edit,
    TellTicketHolders holders,
    EventWebhooks webhooks,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <param name="version">Of the event that staff saw.</param>
    /// <param name="notice">Null to be asked first: <see cref="BuyersAffected"/>.</param>
    public Task<EditOutcome> PostponeAsync(Guid id, int version, BuyerNoticeForm? notice, CancellationToken ct) =>
        db.WriteAsync(() => TryPostponeAsync(id, version, notice, ct), outcome => outcome is EditOutcome.Saved, ct);

    /// <summary>The event is on sale again.</summary>
    /// <param name="notice">See <see cref="PostponeAsync"/>.</param>
    public Task<EditOutcome> SetDateAsync(Guid id, EventForm typed, Revision from, BuyerNoticeForm? notice, CancellationToken ct) =>
        db.WriteAsync(() => TrySetDateAsync(id, typed, from, notice, ct), outcome => outcome is EditOutcome.Saved, ct);

    private async Task<EditOutcome> TryPostponeAsync(Guid id, int version, BuyerNoticeForm? notice, CancellationToken ct)
    {
        if (await loader.LoadLockedAsync(id, ct) is not { } before)
        {
            return new EditOutcome.NotFound();
        }

        if (before.Version != version)
        {
            return Conflict(before);
        }

        if (before.Status != EventStatus.Active)
        {
            return Refused(T["Only a public event can be postponed."]);
        }

        var after = await ChangeStatusAsync(before, EventStatus.Postponed, "event.postponed", ct);
        return await TellAsync(ScheduleChangeKind.Postponed, before, after, notice, ct);
    }

    private async Task<EditOutcome> TrySetDateAsync(Guid id, EventForm typed, Revision from, BuyerNoticeForm? notice, CancellationToken ct)
    {
        if (await loader.LoadLockedAsync(id, ct) is not { } before)
        {
            return new EditOutcome.NotFound();
        }

        // Programs send no form that could be merged, so their version alone decides.
        if (from.Loaded.Length == 0 && before.Version != from.Version)
        {
            return Conflict(before);
        }

        if (before.Status != EventStatus.Postponed)
        {
            return Refused(T["This event is not postponed."]);
        }

        if (await edit.SaveAsync(id, typed, from, ct) is var outcome && outcome is not EditOutcome.Saved)
        {
            return outcome;
        }

        var now = clock.GetUtcNow();
        if (await db.Set<Event>().AnyAsync(e => e.Id == id && e.StartsAt <= now, ct))
        {
            return Refused(T["This date is in the past."]);
        }

        var after = await ChangeStatusAsync(before, EventStatus.Active, "event.back-on", ct);
        return await TellAsync(ScheduleChangeKind.BackOn, before, after, notice, ct);
    }

    private async Task<Event> ChangeStatusAsync(Event before, EventStatus status, string action, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var changed = await db.Set<Event>()
            .Where(e => e.Id == before.Id && e.Status == before.Status)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(e => e.Status, status)
                        .SetProperty(e => e.PublishedAt, e => status == EventStatus.Active ? now : e.PublishedAt)
                        .SetProperty(e => e.Version, e => e.Version + 1),
                ct
            );
        if (changed == 0)
        {
            throw new DbUpdateConcurrencyException("The event's status changed although its row was locked.");
        }

        var after = await db.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == before.Id, ct);
        await audit.RecordAsync(
            action,
            after.Id,
            after.Title,
            new { before.Status, before.StartsAt },
            new { after.Status, after.StartsAt },
            ct
        );
        await webhooks.QueueChangedAsync(after, ct);
        return after;
    }

    private async Task<EditOutcome> TellAsync(
        ScheduleChangeKind kind,
        Event before,
        Event after,
        BuyerNoticeForm? notice,
        CancellationToken ct
    ) =>
        await holders.TellAsync(await holders.PlanAsync(kind, TicketFacts.From(before), after, ct), notice, ct)
        ?? new EditOutcome.Saved(after.Id, Changed: true);

    private static EditOutcome.Conflict Conflict(Event now) => new([], Revision.Create(now.Version, EventForm.From(now)));

    private static EditOutcome.Refused Refused(string reason) =>
        new(new Dictionary<string, string> { [nameof(EventForm.Starts)] = reason });
}
