using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Events.Catalog;

/// <summary>iCalendar file. Importing it again updates the entry: the UID is stable and the sequence only grows.</summary>
public sealed class EventCalendar(IOptionsMonitor<SiteOptions> site, TimeProvider clock)
{
    // Ical.Net lists zone rules from here until today; a future date would throw.
    private static readonly DateTime ZoneRulesFrom = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public string Serialize(Event @event)
    {
        var calendar = new Calendar { ProductId = "-//Ticketing//Box office//EN", Method = CalendarMethods.Publish };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(@event.TimeZone, ZoneRulesFrom, includeHistoricalData: false));
        calendar.Events.Add(CreateEntry(@event));
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private CalendarEvent CreateEntry(Event @event)
    {
        var options = site.CurrentValue;
        var home = Uri.TryCreate(options.PublicBaseUrl, UriKind.Absolute, out var address) ? address : null;
        var entry = new CalendarEvent
        {
            Uid = $"{@event.Id}@{home?.Host ?? "box-office"}",
            DtStamp = new CalDateTime(clock.GetUtcNow().UtcDateTime, CalDateTime.UtcTzId),
            Sequence = @event.Version,
            Summary = @event.Status == EventStatus.Postponed ? $"Postponed: {@event.Title}" : @event.Title,
            Description = string.Join("\n\n", new[] { DoorsText(@event), @event.Summary }.Where(text => text.Length > 0)),
            Location = string.Join(", ", new[] { @event.Location, @event.Address.ReplaceLineEndings(", ") }.Where(text => text.Length > 0)),
            Start = ToLocal(@event, @event.StartsAt),
            End = ToLocal(@event, @event.EndsOrAssumedEndsAt),
            Status = @event.Status switch
            {
                EventStatus.Cancelled => ICalendarStatus.Cancelled,
                EventStatus.Postponed => ICalendarStatus.Tentative,
                _ => ICalendarStatus.Confirmed,
            },
        };
        if (home is not null)
        {
            entry.Url = new Uri(home, $"/events/{@event.Slug}");
        }

        return entry;
    }

    private static string DoorsText(Event @event) => @event.DoorsAt is { } doors ? $"Doors {EventTimes.TimeOfDay(@event, doors)}" : "";

    private static CalDateTime ToLocal(Event @event, DateTimeOffset instant) =>
        new(EventTimes.ToLocal(@event, instant).DateTime, @event.TimeZone);

    private static class ICalendarStatus
    {
        public const string Confirmed = "CONFIRMED";
        public const string Tentative = "TENTATIVE";
        public const string Cancelled = "CANCELLED";
    }
}
