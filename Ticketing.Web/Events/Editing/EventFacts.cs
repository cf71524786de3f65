using System.Globalization;

namespace Ticketing.Events.Editing;

internal sealed record Evening(DateTimeOffset StartsAt, DateTimeOffset? DoorsAt, DateTimeOffset? EndsAt);

/// <summary>Parses and validates an <see cref="EventForm"/>; errors by field name.</summary>
internal sealed class EventFacts
{
    private const int MostPeople = 1_000_000;
    private readonly Dictionary<string, string> errors = [];
    private readonly EventForm form;

    /// <param name="unchanged">Null for a new event. Unchanged dates keep its instants to the tick.</param>
    public EventFacts(EventForm form, Event? unchanged)
    {
        this.form = form;
        CheckTexts(unchanged);
        Capacity = ReadCapacity();
        Evening = ReadEvening(unchanged);
    }

    public IReadOnlyDictionary<string, string> Errors => errors;

    public int? Capacity { get; }

    /// <summary>Null if a date or the time zone is invalid.</summary>
    public Evening? Evening { get; }

    private void CheckTexts(Event? unchanged)
    {
        Check(nameof(EventForm.Title), form.Title, 200, required: true);
        Check(nameof(EventForm.Kind), form.Kind, 60);
        Check(nameof(EventForm.Summary), form.Summary, 400);
        Check(nameof(EventForm.Description), form.Description, 20_000);
        Check(nameof(EventForm.Location), form.Location, 200, required: true);
        Check(nameof(EventForm.Address), form.Address, 300);
        if (form.Slug.Length > 0 && form.Slug != unchanged?.Slug && !Slugs.IsWellFormed(form.Slug))
        {
            errors[nameof(EventForm.Slug)] = $"Use small letters a to z, digits and hyphens between them, at most {Slugs.MaxLength}.";
        }
    }

    private void Check(string field, string text, int most, bool required = false)
    {
        if (required && text.Length == 0)
        {
            errors[field] = "This must not be empty.";
        }
        else if (text.Length > most)
        {
            errors[field] = string.Create(CultureInfo.InvariantCulture, $"At most {most} characters; these are {text.Length}.");
        }
    }

    private int? ReadCapacity()
    {
        if (form.Capacity.Length == 0)
        {
            return null;
        }

        if (int.TryParse(form.Capacity, NumberStyles.None, CultureInfo.InvariantCulture, out var capacity) && capacity is > 0 and <= MostPeople)
        {
            return capacity;
        }

        errors[nameof(EventForm.Capacity)] = "Type a whole number such as 180, or leave it empty.";
        return null;
    }

    private Evening? ReadEvening(Event? unchanged)
    {
        if (!Zones.IsKnown(form.Zone))
        {
            errors[nameof(EventForm.Zone)] = "Choose a time zone from the list, such as Europe/London.";
            return null;
        }

        var was = unchanged is null ? null : EventForm.Of(unchanged);
        var starts = Read(nameof(EventForm.Starts), f => f.Starts, was, unchanged?.StartsAt);
        var doors = Read(nameof(EventForm.Doors), f => EveningTimes.Completed(f.Doors, f.Starts, EveningTimes.DoorsDate), was, unchanged?.DoorsAt);
        var ends = Read(nameof(EventForm.Ends), f => EveningTimes.Completed(f.Ends, f.Starts, EveningTimes.EndDate), was, unchanged?.EndsAt);
        if (starts is not { } at)
        {
            errors.TryAdd(nameof(EventForm.Starts), "When does it start?");
            return null;
        }

        Require(doors is null || doors <= at, nameof(EventForm.Doors), "Doors open after the start. If they open the day before, say which day.");
        Require(ends is null || ends > at, nameof(EventForm.Ends), "It ends before it starts. If it ends on another day, say which day.");
        return new Evening(at, doors, ends);
    }

    private DateTimeOffset? Read(string field, Func<EventForm, TypedMoment> moment, EventForm? was, DateTimeOffset? unchanged)
    {
        var typed = moment(form);
        if (was is not null && form.Zone == was.Zone && typed == moment(was))
        {
            return unchanged;
        }

        return LocalTime.Read(typed, form.Zone).OrTell(errors, field);
    }

    private void Require(bool holds, string field, string message)
    {
        if (!holds)
        {
            errors.TryAdd(field, message);
        }
    }
}
