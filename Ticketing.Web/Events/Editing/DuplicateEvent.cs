using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Events.Posters;

namespace Ticketing.Events.Editing;

/// <summary>Copies an event with fresh stock. The copy is a draft.</summary>
public sealed class DuplicateEvent(TicketingDbContext db, EventRows rows, Slugs slugs, AuditTrail audit, TimeProvider clock)
{
    public static EventForm FormOf(Event @event)
    {
        var form = EventForm.Of(@event);
        (form.Slug, form.Starts) = ("", new TypedMoment { Time = form.Starts.Time });
        (form.Doors, form.Ends) = (form.Doors with { Date = "" }, form.Ends with { Date = "" });
        return form;
    }

    /// <param name="starts">Doors and end keep their time of day, sales dates their local-time distance to the start.</param>
    public Task<EditOutcome> CopyAsync(Guid id, string title, TypedMoment starts, CancellationToken ct) =>
        db.WriteAsync(() => TryCopyAsync(id, title, starts, ct), outcome => outcome is EditOutcome.Saved, ct);

    private async Task<EditOutcome> TryCopyAsync(Guid id, string title, TypedMoment starts, CancellationToken ct)
    {
        if (await rows.LockWithTypesAsync(id, ct) is not { } source)
        {
            return new EditOutcome.Gone();
        }

        var form = FormOf(source);
        (form.Title, form.Starts) = (title, starts);
        form.Doors = new TypedMoment { Time = form.Doors.Time };
        form.Ends = new TypedMoment { Time = form.Ends.Time };
        var facts = new EventFacts(form, unchanged: null);
        if (facts.Errors.Count > 0)
        {
            return new EditOutcome.Refused(facts.Errors);
        }

        var copy = new Event
        {
            Slug = await slugs.FreeAsync(Slugs.From(form.Title), null, ct), Title = form.Title, Location = source.Location, Address = source.Address,
            Kind = source.Kind, Summary = source.Summary, Description = source.Description, TimeZone = source.TimeZone, Capacity = source.Capacity,
            StartsAt = facts.Evening!.StartsAt, DoorsAt = facts.Evening.DoorsAt, EndsAt = facts.Evening.EndsAt, PosterAlt = source.PosterAlt,
            CreatedAt = clock.GetUtcNow(), CreatedBy = audit.Actor.Id,
        };
        CopyTypes(source, copy);
        await HangPosterAsync(source, copy, ct);
        db.Add(copy);
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync("event.created", copy.Id, copy.Title, null, new { CopyOf = source.Id, Values = EventValues.Of(copy) }, ct);
        return new EditOutcome.Saved(copy.Id, Changed: true);
    }

    private async Task HangPosterAsync(Event source, Event copy, CancellationToken ct)
    {
        copy.PosterVariant = PosterStyle.Spread(copy.Slug, await rows.NeighboursAsync(copy.StartsAt, ct)).Number;
        if (source.Poster is { } poster)
        {
            copy.HangPoster(poster);
        }
    }

    private static void CopyTypes(Event source, Event copy)
    {
        foreach (var type in source.TicketTypes.Where(type => !type.IsWithdrawn).OrderBy(type => type.Position))
        {
            var added = copy.AddTicketType(type.Category, type.Price, type.Capacity);
            (added.Note, added.MinPerOrder, added.MaxPerOrder) = (type.Note, type.MinPerOrder, type.MaxPerOrder);
            added.SalesStartAt = Moved(type.SalesStartAt, source, copy);
            added.SalesEndAt = Moved(type.SalesEndAt, source, copy);
        }
    }

    private static DateTimeOffset? Moved(DateTimeOffset? instant, Event from, Event to)
    {
        if (instant is not { } at)
        {
            return null;
        }

        var distance = EventTimes.At(from, at).DateTime - from.LocalStart().DateTime;
        return LocalTime.Nearest(to.LocalStart().DateTime + distance, to.TimeZone);
    }
}
