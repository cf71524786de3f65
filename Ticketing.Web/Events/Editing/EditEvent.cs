using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Events.Posters;

namespace Ticketing.Events.Editing;

public sealed class EditEvent(TicketingDbContext db, EventRows rows, Slugs slugs, AuditTrail audit, TimeProvider clock)
{
    private const string AddressTaken = "Another event has this address, or had it once.";

    public Task<EditOutcome> CreateAsync(EventForm form, CancellationToken ct) => db.WriteAsync(() => TryCreateAsync(form, ct), ct: ct);

    /// <summary>Dates that the user did not change keep their exact instants.</summary>
    /// <param name="typed">On a conflict, fields that only the other editor changed are copied into it.</param>
    public Task<EditOutcome> SaveAsync(Guid id, EventForm typed, Revision from, CancellationToken ct) =>
        db.WriteAsync(() => TrySaveAsync(id, typed, from, ct), outcome => outcome is EditOutcome.Saved, ct);

    private async Task<EditOutcome> TryCreateAsync(EventForm form, CancellationToken ct)
    {
        var facts = new EventFacts(form, unchanged: null);
        if (facts.Errors.Count > 0)
        {
            return new EditOutcome.Refused(facts.Errors);
        }

        if (await SlugOfAsync(form, null, ct) is not { } slug)
        {
            return Refused(nameof(EventForm.Slug), AddressTaken);
        }

        var @event = new Event
        {
            Slug = slug, Title = form.Title, Location = form.Location, TimeZone = form.Zone, StartsAt = facts.Evening!.StartsAt,
            CreatedAt = clock.GetUtcNow(), CreatedBy = audit.Actor.Id,
        };
        Apply(form, facts, @event);
        @event.PosterVariant = PosterStyle.Spread(slug, await rows.NeighboursAsync(@event.StartsAt, ct)).Number;
        db.Add(@event);
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync("event.created", @event.Id, @event.Title, null, EventValues.Of(@event), ct);
        return new EditOutcome.Saved(@event.Id, Changed: true);
    }

    private async Task<EditOutcome> TrySaveAsync(Guid id, EventForm typed, Revision from, CancellationToken ct)
    {
        if (await rows.LockAsync(id, ct) is not { } @event)
        {
            return new EditOutcome.Gone();
        }

        var current = EventForm.Of(@event);
        if (@event.Version != from.Version
            && Collision.Merge(EventForm.Fields, from.Read<EventForm>(), typed, current) is { Count: > 0 } differences)
        {
            return new EditOutcome.Collided(differences, Revision.Of(@event.Version, current));
        }

        var facts = new EventFacts(typed, @event);
        if (facts.Errors.Count > 0)
        {
            return new EditOutcome.Refused(facts.Errors);
        }

        if (facts.Capacity < @event.Held + @event.Sold)
        {
            return Refused(nameof(EventForm.Capacity), TicketTypeFacts.TooSmall(@event.Sold, @event.Held));
        }

        return await SlugOfAsync(typed, @event, ct) is { } slug
            ? await SaveAsync(@event, typed, facts, slug, ct)
            : Refused(nameof(EventForm.Slug), AddressTaken);
    }

    private async Task<EditOutcome> SaveAsync(Event @event, EventForm typed, EventFacts facts, string slug, CancellationToken ct)
    {
        var before = EventValues.Of(@event);
        if (slug != @event.Slug)
        {
            await slugs.ChangeAsync(@event, slug, ct);
        }

        Apply(typed, facts, @event);
        db.ChangeTracker.DetectChanges();
        if (db.Entry(@event).State == EntityState.Unchanged)
        {
            return new EditOutcome.Saved(@event.Id, Changed: false);
        }

        @event.RaiseVersion();
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync("event.edited", @event.Id, @event.Title, before, EventValues.Of(@event), ct);
        return new EditOutcome.Saved(@event.Id, Changed: true);
    }

    /// <returns>Null if the typed slug is taken.</returns>
    private async Task<string?> SlugOfAsync(EventForm form, Event? @event, CancellationToken ct) =>
        form.Slug.Length == 0 ? await slugs.FreeAsync(Slugs.From(form.Title), @event?.Id, ct)
        : form.Slug == @event?.Slug || !await slugs.IsTakenAsync(form.Slug, @event?.Id, ct) ? form.Slug
        : null;

    private static void Apply(EventForm form, EventFacts facts, Event @event)
    {
        (@event.Title, @event.Kind, @event.Summary) = (form.Title, form.Kind, form.Summary);
        (@event.Description, @event.Location, @event.Address) = (form.Description, form.Location, form.Address);
        @event.TimeZone = form.Zone;
        (@event.StartsAt, @event.DoorsAt, @event.EndsAt) = (facts.Evening!.StartsAt, facts.Evening.DoorsAt, facts.Evening.EndsAt);
        @event.Capacity = facts.Capacity;
    }

    private static EditOutcome.Refused Refused(string field, string message) => new(new Dictionary<string, string> { [field] = message });
}
