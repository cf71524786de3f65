using System.Globalization;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Events.Editing;

internal sealed record EventSchedule(DateTimeOffset StartsAt, DateTimeOffset? DoorsAt, DateTimeOffset? EndsAt);

/// <summary>Parses and validates an <see cref="EventForm"/>; errors by field name.</summary>
internal sealed class ParsedEventForm
{
    private const int MaxCapacity = 1_000_000;
    private const int MaxMinimumAge = 99;
    private const int MaxRunningMinutes = 24 * 60;
    private readonly Dictionary<string, string> errors = [];
    private readonly EventForm form;

    /// <param name="unchanged">Null for a new event. Unchanged dates keep its instants to the tick.</param>
    public ParsedEventForm(EventForm form, Event? unchanged, DateTimeOffset now)
    {
        this.form = form;
        ValidateTexts(unchanged);
        Capacity = ParseCapacity();
        MaxFreeTickets = ParseMaxFreeTickets();
        MinimumAge = ParseMinimumAge();
        RunningMinutes = ParseRunningMinutes();
        Schedule = ParseSchedule(unchanged, now);
    }

    public IReadOnlyDictionary<string, string> Errors => errors;

    public int? Capacity { get; }

    public int? MaxFreeTickets { get; }

    public int? MinimumAge { get; }

    public int? RunningMinutes { get; }

    public bool? ConfirmFree => bool.TryParse(form.ConfirmFree, out var confirm) ? confirm : null;

    /// <summary>Null if a date or the time zone is invalid.</summary>
    public EventSchedule? Schedule { get; }

    private void ValidateTexts(Event? unchanged)
    {
        ValidateText(nameof(EventForm.Title), form.Title, 200, required: true);
        ValidateText(nameof(EventForm.Kind), form.Kind, 60);
        ValidateText(nameof(EventForm.Summary), form.Summary, 400);
        ValidateText(nameof(EventForm.Description), form.Description, 20_000);
        ValidateText(nameof(EventForm.Location), form.Location, 200, required: true);
        ValidateText(nameof(EventForm.Address), form.Address, 300);
        ValidateLineUp();
        ValidateText(nameof(EventForm.AccessInfo), form.AccessInfo, 1000);
        ValidateText(nameof(EventForm.RefundRule), form.RefundRule, 300);
        if (form.Slug.Length > 0 && form.Slug != unchanged?.Slug && !EventSlugs.IsWellFormed(form.Slug))
        {
            errors[nameof(EventForm.Slug)] = T[
                "Use small letters a to z, digits and hyphens between them, at most {0}.",
                EventSlugs.MaxLength
            ];
        }
    }

    private void ValidateText(string field, string text, int maxLength, bool required = false)
    {
        if (required && text.Length == 0)
        {
            errors[field] = T["This must not be empty."];
        }
        else if (text.Length > maxLength)
        {
            errors[field] = T["At most {0} characters; these are {1}.", maxLength, text.Length];
        }
    }

    private void ValidateLineUp()
    {
        ValidateText(nameof(EventForm.LineUp), form.LineUp, 2000);
        foreach (var line in Act.SplitLines(form.LineUp))
        {
            var act = Act.Read(line);
            Require(act is not null, nameof(EventForm.LineUp), T["“{0}”: write the time like 20:15, then the name.", line]);
            Require(
                act is null || act.Name.Length <= Act.MaxNameLength,
                nameof(EventForm.LineUp),
                T["A name has at most {0} characters.", Act.MaxNameLength]
            );
        }
    }

    private int? ParseCapacity() =>
        ParseNumber(nameof(EventForm.Capacity), form.Capacity, MaxCapacity, T["Enter a whole number such as 180, or leave it empty."]);

    private int? ParseMaxFreeTickets() =>
        ParseNumber(
            nameof(EventForm.MaxFreeTickets),
            form.MaxFreeTickets,
            OrderOptions.MaxFreeTickets,
            T["Enter a whole number from 1 to {0}, or leave it empty.", OrderOptions.MaxFreeTickets]
        );

    private int? ParseMinimumAge() =>
        ParseNumber(
            nameof(EventForm.MinimumAge),
            form.MinimumAge,
            MaxMinimumAge,
            T["Enter an age in whole years, from 1 to {0}, or leave this blank.", MaxMinimumAge]
        );

    private int? ParseRunningMinutes() =>
        ParseNumber(
            nameof(EventForm.RunningMinutes),
            form.RunningMinutes,
            MaxRunningMinutes,
            T["Enter whole minutes, from 1 to {0}, or leave this blank.", MaxRunningMinutes]
        );

    private int? ParseNumber(string field, string text, int max, string problem)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= max)
        {
            return number;
        }

        Require(text.Length == 0, field, problem);
        return null;
    }

    private EventSchedule? ParseSchedule(Event? unchanged, DateTimeOffset now)
    {
        if (!TimeZones.IsKnown(form.Zone))
        {
            errors[nameof(EventForm.Zone)] = T["Choose a time zone from the list, such as Europe/London."];
            return null;
        }

        var was = unchanged is null ? null : EventForm.From(unchanged);
        var starts = ParseInstant(nameof(EventForm.Starts), f => f.Starts, was, unchanged?.StartsAt);
        var doors = ParseInstant(
            nameof(EventForm.Doors),
            f => ScheduleDates.AddInferredDate(f.Doors, f.Starts, ScheduleDates.InferDoorsDate),
            was,
            unchanged?.DoorsAt
        );
        var ends = ParseInstant(
            nameof(EventForm.Ends),
            f => ScheduleDates.AddInferredDate(f.Ends, f.Starts, ScheduleDates.InferEndDate),
            was,
            unchanged?.EndsAt
        );
        if (starts is not { } at)
        {
            errors.TryAdd(nameof(EventForm.Starts), T["When does it start?"]);
            return null;
        }

        Require(at > now || at == unchanged?.StartsAt, nameof(EventForm.Starts), T["This date is in the past."]);
        Require(
            doors is null || doors <= at,
            nameof(EventForm.Doors),
            T["Doors open after the start. If they open the day before, say which day."]
        );
        Require(
            ends is null || ends > at,
            nameof(EventForm.Ends),
            T["It ends before it starts. If it ends on another day, say which day."]
        );
        return new EventSchedule(at, doors, ends);
    }

    private DateTimeOffset? ParseInstant(string field, Func<EventForm, LocalTimeInput> moment, EventForm? was, DateTimeOffset? unchanged)
    {
        var typed = moment(form);
        if (was is not null && form.Zone == was.Zone && typed == moment(was))
        {
            return unchanged;
        }

        return LocalTimeConverter.Parse(typed, form.Zone).GetOrAddError(errors, field);
    }

    private void Require(bool holds, string field, string message)
    {
        if (!holds)
        {
            errors.TryAdd(field, message);
        }
    }
}
