using Ticketing.Features.Events;

namespace Ticketing.Features.Demo;

internal sealed record ScheduledEvent(DemoEvent Plan, Event Event)
{
    private const int AnnouncedDaysBefore = 45;
    private const int AnnouncedDaysAgo = 5;
    private static readonly TimeOnly LastMinute = new(23, 59);

    private static readonly TimeOnly Morning = new(10, 0);

    public static ScheduledEvent Create(DemoEvent show, DemoCalendar calendar)
    {
        var date = calendar.AssignDate(show.Date);
        var startsAt = DemoVenueTime.ToInstant(date, show.Starts);
        var announcedOn = Earlier(date.AddDays(-AnnouncedDaysBefore), calendar.Today.AddDays(-AnnouncedDaysAgo));
        var @event = new Event
        {
            Slug = show.Slug,
            Title = show.Title,
            Kind = show.Kind,
            Summary = show.Summary,
            Description = show.Description,
            Location = show.Location,
            Address = DemoProgramme.Address,
            TimeZone = DemoVenueTime.Zone,
            Status = show.Status,
            Capacity = show.Capacity,
            MinimumAge = show.MinimumAge,
            RunningMinutes = show.RunningMinutes,
            LineUp = show.LineUp,
            AccessInfo = show.AccessInfo,
            RefundRule = show.RefundRule,
            DoorsAt = DemoVenueTime.ToInstant(date, show.Doors),
            StartsAt = startsAt,
            EndsAt = startsAt + show.Length,
            CreatedAt = DemoVenueTime.ToInstant(announcedOn, Morning),
        };

        // Like an event whose status was changed once: calendars read the version as SEQUENCE.
        @event.IncrementVersion();
        foreach (var type in show.Types)
        {
            AddType(@event, show, type, date, calendar.Today);
        }

        DemoTranslations.AddTo(@event);
        return new ScheduledEvent(show, @event);
    }

    private static void AddType(Event @event, DemoEvent show, DemoTicketType type, DateOnly date, DateOnly today)
    {
        var added = @event.AddTicketType(type.Category, type.Price, type.Capacity);
        (added.Note, added.MinPerOrder, added.MaxPerOrder) = (type.Note, type.MinPerOrder, type.MaxPerOrder);
        if (show.SaleOpensInDays is { } days)
        {
            added.SalesStartAt = DemoVenueTime.ToInstant(Earlier(today.AddDays(days), date.AddDays(-2)), Morning);
        }

        if (type.EndsDaysBefore is { } before)
        {
            added.SalesEndAt = DemoVenueTime.ToInstant(date.AddDays(-before), LastMinute);
        }
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
