using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Features.Events.Editing;

public sealed class EditEvent(
    TicketingDbContext db,
    EventLoader loader,
    EventSlugs slugs,
    WaitingListStock waitingList,
    EventWebhooks webhooks,
    AuditTrail audit,
    TimeProvider clock
)
{
    private static string AddressTaken => T["Another event has this address, or had it once."];

    public Task<EditOutcome> CreateAsync(EventForm form, CancellationToken ct) => CreateAsync(Guid.CreateVersion7(), form, ct);

    /// <param name="id">Of the new event.</param>
    internal Task<EditOutcome> CreateAsync(Guid id, EventForm form, CancellationToken ct) =>
        db.WriteAsync(() => TryCreateAsync(id, form, ct), ct: ct);

    /// <summary>Dates that the user did not change keep their exact instants.</summary>
    /// <param name="typed">On a conflict, fields that only the other editor changed are copied into it.</param>
    public Task<EditOutcome> SaveAsync(Guid id, EventForm typed, Revision from, CancellationToken ct) =>
        db.WriteAsync(() => TrySaveAsync(id, typed, from, ct), outcome => outcome is EditOutcome.Saved, ct);

    private async Task<EditOutcome> TryCreateAsync(Guid id, EventForm form, CancellationToken ct)
    {
        var facts = new ParsedEventForm(form, unchanged: null, clock.GetUtcNow());
        if (facts.Errors.Count > 0)
        {
            return new EditOutcome.Refused(facts.Errors);
        }

        if (await IsSlugTakenAsync(form, null, ct))
        {
            return Refused(nameof(EventForm.Slug), AddressTaken);
        }

        var slug = await ChooseSlugAsync(form, null, ct);
        var @event = new Event
        {
            Id = id,
            Slug = slug,
            Title = form.Title,
            Location = form.Location,
            TimeZone = form.Zone,
            StartsAt = facts.Schedule!.StartsAt,
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = audit.Actor.Id,
        };
        Apply(form, facts, @event);
        @event.PosterVariant = PosterStyle.ChooseDistinct(slug, await loader.GetNeighbouringStylesAsync(@event.StartsAt, ct)).Number;
        db.Add(@event);
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync("event.created", @event.Id, @event.Title, null, EventAuditValues.From(@event), ct);
        return new EditOutcome.Saved(@event.Id, Changed: true);
    }

    private async Task<EditOutcome> TrySaveAsync(Guid id, EventForm typed, Revision from, CancellationToken ct)
    {
        if (await loader.LoadLockedAsync(id, ct) is not { } @event)
        {
            return new EditOutcome.NotFound();
        }

        var current = EventForm.From(@event);
        if (
            @event.Version != from.Version
            && FormMerger.Merge(EventForm.Fields, from.Deserialize<EventForm>(), typed, current) is { Count: > 0 } differences
        )
        {
            return new EditOutcome.Conflict(differences, Revision.Create(@event.Version, current));
        }

        var facts = new ParsedEventForm(typed, @event, clock.GetUtcNow());
        if (facts.Errors.Count > 0)
        {
            return new EditOutcome.Refused(facts.Errors);
        }

        if (facts.Capacity < @event.Held + @event.Sold + @event.Reserved)
        {
            return Refused(
                nameof(EventForm.Capacity),
                ParsedTicketTypeForm.CapacityTooSmallText(@event.Sold, @event.Held + @event.Reserved)
            );
        }

        return await IsSlugTakenAsync(typed, @event, ct)
            ? Refused(nameof(EventForm.Slug), AddressTaken)
            : await SaveAsync(@event, typed, facts, await ChooseSlugAsync(typed, @event, ct), ct);
    }

    private async Task<EditOutcome> SaveAsync(Event @event, EventForm typed, ParsedEventForm parsed, string slug, CancellationToken ct)
    {
        var (before, room) = (EventAuditValues.From(@event), @event.Capacity);
        if (slug != @event.Slug)
        {
            await slugs.ChangeAsync(@event, slug, ct);
        }

        Apply(typed, parsed, @event);
        db.ChangeTracker.DetectChanges();
        if (db.Entry(@event).State == EntityState.Unchanged)
        {
            return new EditOutcome.Saved(@event.Id, Changed: false);
        }

        @event.IncrementVersion();
        await db.SaveChangesAsync(ct);
        if (room < (@event.Capacity ?? int.MaxValue))
        {
            await ResetHandoversAsync(@event.Id, room.Value, ct);
        }

        await waitingList.ReserveFreeAsync(@event, ct);

        await audit.RecordAsync("event.edited", @event.Id, @event.Title, before, EventAuditValues.From(@event), ct);
        await webhooks.QueueChangedAsync(@event, ct);
        return new EditOutcome.Saved(@event.Id, Changed: true);
    }

    // Like a type's own capacity: if the room had been what limited it, more of it can be sold now, and the next type waits for them.
    private Task<int> ResetHandoversAsync(Guid eventId, int room, CancellationToken ct) =>
        db.Set<TicketType>()
            .Where(t => t.EventId == eventId && t.HasHandedOver)
            .Where(t => db.Set<Event>().Any(e => e.Id == eventId && t.Capacity - t.Sold > room - e.Sold))
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.HasHandedOver, false), ct);

    private async Task<bool> IsSlugTakenAsync(EventForm form, Event? @event, CancellationToken ct) =>
        form.Slug.Length > 0 && form.Slug != @event?.Slug && await slugs.IsTakenAsync(form.Slug, @event?.Id, ct);

    private async Task<string> ChooseSlugAsync(EventForm form, Event? @event, CancellationToken ct) =>
        form.Slug.Length > 0 ? form.Slug : await slugs.FindFreeAsync(EventSlugs.From(form.Title), @event?.Id, ct);

    private static void Apply(EventForm form, ParsedEventForm parsed, Event @event)
    {
        (@event.Title, @event.Kind, @event.Summary) = (form.Title, form.Kind, form.Summary);
        (@event.Description, @event.Location, @event.Address) = (form.Description, form.Location, form.Address);
        @event.TimeZone = form.Zone;
        (@event.StartsAt, @event.DoorsAt, @event.EndsAt) = (parsed.Schedule!.StartsAt, parsed.Schedule.DoorsAt, parsed.Schedule.EndsAt);
        @event.Capacity = parsed.Capacity;
        (@event.MaxFreeTicketsPerPerson, @event.ConfirmFreeByEmail) = (parsed.MaxFreeTickets, parsed.ConfirmFree);
        (@event.MinimumAge, @event.RunningMinutes) = (parsed.MinimumAge, parsed.RunningMinutes);
        (@event.LineUp, @event.AccessInfo, @event.RefundRule) = (form.LineUp, form.AccessInfo, form.RefundRule);
    }

    private static EditOutcome.Refused Refused(string field, string message) => new(new Dictionary<string, string> { [field] = message });
}
