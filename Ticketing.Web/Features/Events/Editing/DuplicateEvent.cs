using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Events.Editing;

/// <summary>Copies an event with fresh stock. The copy is a draft.</summary>
public sealed class DuplicateEvent(TicketingDbContext db, EventLoader loader, EventSlugs slugs, AuditTrail audit, TimeProvider clock)
{
    public static EventForm CreateForm(Event @event)
    {
        var form = EventForm.From(@event);
        (form.Slug, form.Starts) = ("", new LocalTimeInput { Time = form.Starts.Time });
        (form.Doors, form.Ends) = (form.Doors with { Date = "" }, form.Ends with { Date = "" });
        return form;
    }

    /// <param name="starts">Doors and end keep their time of day, sales dates their local-time distance to the start.</param>
    public Task<EditOutcome> CopyAsync(Guid id, string title, LocalTimeInput starts, CancellationToken ct) =>
        db.WriteAsync(() => TryCopyAsync(id, title, starts, ct), outcome => outcome is EditOutcome.Saved, ct);

    private async Task<EditOutcome> TryCopyAsync(Guid id, string title, LocalTimeInput starts, CancellationToken ct)
    {
        if (await loader.LoadLockedWithTypesAsync(id, ct) is not { } source)
        {
            return new EditOutcome.NotFound();
        }

        var form = CreateForm(source);
        (form.Title, form.Starts) = (title, starts);
        form.Doors = new LocalTimeInput { Time = form.Doors.Time };
        form.Ends = new LocalTimeInput { Time = form.Ends.Time };
        var facts = new ParsedEventForm(form, unchanged: null, clock.GetUtcNow());
        if (facts.Errors.Count > 0)
        {
            return new EditOutcome.Refused(facts.Errors);
        }

        var copy = new Event
        {
            Slug = await slugs.FindFreeAsync(EventSlugs.From(form.Title), null, ct),
            Title = form.Title,
            Location = source.Location,
            Address = source.Address,
            Kind = source.Kind,
            Summary = source.Summary,
            Description = source.Description,
            // A new title is not what the old one was translated from.
            Translations = form.Title == source.Title ? source.Translations : source.Translations.Without(nameof(Event.Title)),
            TimeZone = source.TimeZone,
            Capacity = source.Capacity,
            MaxFreeTicketsPerPerson = source.MaxFreeTicketsPerPerson,
            ConfirmFreeByEmail = source.ConfirmFreeByEmail,
            MinimumAge = source.MinimumAge,
            RunningMinutes = source.RunningMinutes,
            LineUp = source.LineUp,
            AccessInfo = source.AccessInfo,
            RefundRule = source.RefundRule,
            HasWaitingList = source.HasWaitingList,
            OfferHours = source.OfferHours,
            WaitingListEndHours = source.WaitingListEndHours,
            StartsAt = facts.Schedule!.StartsAt,
            DoorsAt = facts.Schedule.DoorsAt,
            EndsAt = facts.Schedule.EndsAt,
            Poster = source.Poster,
            PosterAlt = source.PosterAlt,
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = audit.Actor.Id,
        };
        CopyTypes(source, copy);
        copy.PosterVariant = PosterStyle.ChooseDistinct(copy.Slug, await loader.GetNeighbouringStylesAsync(copy.StartsAt, ct)).Number;
        db.Add(copy);
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync(
            "event.created",
            copy.Id,
            copy.Title,
            null,
            new { CopyOf = source.Title, Values = EventAuditValues.From(copy) },
            ct
        );
        return new EditOutcome.Saved(copy.Id, Changed: true);
    }

    private static void CopyTypes(Event source, Event copy)
    {
        Dictionary<Guid, TicketType> copies = [];
        foreach (var type in source.TicketTypes.Where(type => !type.IsWithdrawn).OrderBy(type => type.Position))
        {
            var added = copy.AddTicketType(type.Category, type.Price, type.Capacity);
            (added.Note, added.MinPerOrder, added.MaxPerOrder) = (type.Note, type.MinPerOrder, type.MaxPerOrder);
            (added.Translations, added.IsHidden) = (type.Translations, type.IsHidden);
            added.SalesStartAt = MoveToCopy(type.SalesStartAt, source, copy);
            added.SalesEndAt = MoveToCopy(type.SalesEndAt, source, copy);
            copies[type.Id] = added;
        }

        foreach (var type in source.TicketTypes.Where(type => type.FollowedById is not null && copies.ContainsKey(type.Id)))
        {
            copies[type.Id].FollowedById = FindNextCopied(source, type, copies)?.Id;
        }
    }

    /// <summary>Withdrawn types are not copied: what follows them follows the type before them.</summary>
    private static TicketType? FindNextCopied(Event source, TicketType type, Dictionary<Guid, TicketType> copies)
    {
        HashSet<Guid> seen = [];
        var next = type.FollowedById;
        while (next is { } id && seen.Add(id))
        {
            if (copies.TryGetValue(id, out var copy))
            {
                return copy;
            }

            next = source.TicketTypes.FirstOrDefault(other => other.Id == id)?.FollowedById;
        }

        return null;
    }

    private static DateTimeOffset? MoveToCopy(DateTimeOffset? instant, Event from, Event to)
    {
        if (instant is not { } at)
        {
            return null;
        }

        var distance = EventTimes.ToLocal(from, at).DateTime - from.LocalStart().DateTime;
        return LocalTimeConverter.ToInstant(to.LocalStart().DateTime + distance, to.TimeZone);
    }
}
