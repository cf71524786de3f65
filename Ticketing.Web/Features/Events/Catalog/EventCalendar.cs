using System.Net.Mail;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Events.Catalog;

/// <summary>
/// iCalendar file in the current language. Importing it again updates the entry: the UID is stable and the sequence only grows.
/// </summary>
public sealed class EventCalendar(
    SiteLanguages languages,
    IOptionsMonitor<SiteOptions> site,
    IOptionsMonitor<MailOptions> mail,
    TimeProvider clock
)
{
    private const string RefreshInterval = "PT1H";

    /// <summary>Mail programs read the method here too.</summary>
    public static string GetMediaType(Event @event) => $"text/calendar; charset=utf-8; method={GetMethod(@event)}";

    /// <summary>"Cancelled: Nadia Karim Quartet"; usually just the title.</summary>
    public static string GetHeading(Event @event) =>
        @event.Status switch
        {
            EventStatus.Cancelled => T["Cancelled: {0}", @event.Title],
            EventStatus.Postponed => T["Postponed: {0}", @event.Title],
            _ => @event.Title,
        };

    public string Serialize(Event @event) => Serialize([@event], GetMethod(@event), name: null);

    /// <summary>To subscribe to. Calendar programs look for changes from time to time.</summary>
    public string SerializeAll(IReadOnlyCollection<Event> events) =>
        Serialize(events, CalendarMethods.Publish, T["What’s on at {0}", site.CurrentValue.VenueName]);

    /// <param name="name">Null if it is only imported.</param>
    private string Serialize(IReadOnlyCollection<Event> events, string method, string? name)
    {
        var calendar = new Calendar { ProductId = "-//Ticketing//Box office//EN", Method = method };
        if (name is not null)
        {
            calendar.AddProperty("X-WR-CALNAME", name);
            calendar.AddProperty("X-PUBLISHED-TTL", RefreshInterval);
        }

        foreach (var inZone in events.Where(e => !IsAmbiguous(e)).GroupBy(e => e.TimeZone))
        {
            calendar.AddTimeZone(
                CalendarZone.Create(
                    TimeZoneInfo.FindSystemTimeZoneById(inZone.Key),
                    inZone.Min(e => e.LocalStart()),
                    inZone.Max(e => EventTimes.ToLocal(e, e.EndsOrAssumedEndsAt))
                )
            );
        }

        calendar.Events.AddRange(events.Select(CreateEntry));
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    // Local times that occur twice cannot be told apart.
    private static bool IsAmbiguous(Event @event)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(@event.TimeZone);
        return zone.IsAmbiguousTime(@event.LocalStart().DateTime)
            || zone.IsAmbiguousTime(EventTimes.ToLocal(@event, @event.EndsOrAssumedEndsAt).DateTime);
    }

    private static CalDateTime CreateTime(Event @event, DateTimeOffset instant) =>
        IsAmbiguous(@event) ? ToUtc(instant) : new CalDateTime(EventTimes.ToLocal(@event, instant).DateTime, @event.TimeZone);

    private CalendarEvent CreateEntry(Event @event)
    {
        var entry = new CalendarEvent
        {
            Uid = $"{@event.Id}@{Home?.Host ?? "box-office"}",
            DtStamp = ToUtc(clock.GetUtcNow()),
            Sequence = @event.Version,
            Organizer = new Organizer($"mailto:{OrganiserAddress}") { CommonName = site.CurrentValue.VenueName },
            Summary = GetHeading(@event),
            Start = CreateTime(@event, @event.StartsAt),
            End = CreateTime(@event, @event.EndsOrAssumedEndsAt),
            Description = string.Join("\n\n", new[] { @event.DoorsAndStart(), @event.Summary }.Where(text => text.Length > 0)),
            Location = @event.Place(),
            Status = @event.Status switch
            {
                EventStatus.Cancelled => ICalendarStatus.Cancelled,
                EventStatus.Postponed => ICalendarStatus.Tentative,
                _ => ICalendarStatus.Confirmed,
            },
        };
        if (Home is { } home)
        {
            entry.Url = new Uri(home, languages.GetPath(Language.Current, $"/events/{@event.Slug}"));
        }

        return entry;
    }

    private Uri? Home => Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var address) ? address : null;

    // Calendars refuse or duplicate entries without an organiser.
    private string OrganiserAddress =>
        site.CurrentValue.SupportEmail is { Length: > 0 } support ? support
        : MailAddress.TryCreate(mail.CurrentValue.From, out var sender) ? sender.Address
        : $"tickets@{Home?.Host ?? "localhost"}";

    private static string GetMethod(Event @event) =>
        @event.Status == EventStatus.Cancelled ? CalendarMethods.Cancel : CalendarMethods.Publish;

    private static CalDateTime ToUtc(DateTimeOffset instant) => new(instant.UtcDateTime, CalDateTime.UtcTzId);

    private static class ICalendarStatus
    {
        public const string Confirmed = "CONFIRMED";
        public const string Tentative = "TENTATIVE";
        public const string Cancelled = "CANCELLED";
    }
}
