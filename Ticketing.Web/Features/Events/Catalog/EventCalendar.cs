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
    /// <summary>Mail programs read the method here too.</summary>
    public static string GetMediaType(Event @event) => $"text/calendar; charset=utf-8; method={GetMethod(@event)}";

    public string Serialize(Event @event)
    {
        var (starts, ends) = (@event.LocalStart(), EventTimes.ToLocal(@event, @event.EndsOrAssumedEndsAt));
        var zone = TimeZoneInfo.FindSystemTimeZoneById(@event.TimeZone);
        var calendar = new Calendar { ProductId = "-//Ticketing//Box office//EN", Method = GetMethod(@event) };
        var entry = CreateEntry(@event);
        if (zone.IsAmbiguousTime(starts.DateTime) || zone.IsAmbiguousTime(ends.DateTime))
        {
            // Local times that occur twice cannot be told apart.
            (entry.Start, entry.End) = (ToUtc(starts), ToUtc(ends));
        }
        else
        {
            calendar.AddTimeZone(CalendarZone.Create(zone, starts, ends));
            (entry.Start, entry.End) = (new CalDateTime(starts.DateTime, zone.Id), new CalDateTime(ends.DateTime, zone.Id));
        }

        calendar.Events.Add(entry);
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private CalendarEvent CreateEntry(Event @event)
    {
        var entry = new CalendarEvent
        {
            Uid = $"{@event.Id}@{Home?.Host ?? "box-office"}",
            DtStamp = ToUtc(clock.GetUtcNow()),
            Sequence = @event.Version,
            Organizer = new Organizer($"mailto:{OrganiserAddress}") { CommonName = site.CurrentValue.VenueName },
            Summary = @event.Status switch
            {
                EventStatus.Cancelled => T["Cancelled: {0}", @event.Title],
                EventStatus.Postponed => T["Postponed: {0}", @event.Title],
                _ => @event.Title,
            },
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
