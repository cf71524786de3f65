using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;
using Xunit;
using EventStatus = Ticketing.Features.Events.EventStatus;

namespace Ticketing.Tests.Features.Events;

public sealed class EventCalendarTests
{
    private const string LocalFormat = "yyyyMMdd'T'HHmmss";

    // Morocco's clocks go back for Ramadan: in 2027 from 7 February 03:00 to 14 March 02:00.
    [Theory]
    [InlineData("Africa/Casablanca", "2027-02-06T20:00Z", "20270206T210000", "2027-02-06T23:00Z")]
    [InlineData("Africa/Casablanca", "2027-02-20T20:00Z", "20270220T200000", "2027-02-20T23:00Z")]
    [InlineData("Africa/Casablanca", "2027-02-06T21:00Z", "20270206T220000", "2027-02-07T05:00Z")]
    [InlineData("Africa/Casablanca", "2027-03-13T23:00Z", "20270313T230000", "2027-03-14T05:00Z")]
    [InlineData("Africa/Casablanca", "2027-03-20T20:00Z", "20270320T210000", "2027-03-20T23:00Z")]
    [InlineData("Europe/Berlin", "2026-10-23T15:00Z", "20261023T170000", "2026-10-26T01:00Z")]
    [InlineData("Europe/London", "2027-03-28T00:30Z", "20270328T003000", "2027-03-28T03:00Z")]
    [InlineData("Asia/Tokyo", "2026-06-01T10:00Z", "20260601T190000", "2026-06-01T13:00Z")]
    [InlineData("America/Sao_Paulo", "2026-06-01T22:00Z", "20260601T190000", "2026-06-02T01:00Z")]
    public void Both_times_of_an_entry_are_right_by_the_zone_in_its_file(string zone, string starts, string local, string ends)
    {
        var show = Show(zone, starts, ends);
        var lines = Lines(show);
        Assert.Contains($"DTSTART;TZID={zone}:{local}", lines);
        Assert.Equal(show.StartsAt, Resolve(lines, $"DTSTART;TZID={zone}:"));
        Assert.Equal(show.EndsAt, Resolve(lines, $"DTEND;TZID={zone}:"));
        Assert.DoesNotContain(lines, line => line.StartsWith("RRULE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-10-25T00:30Z", "DTSTART:20261025T003000Z")]
    [InlineData("2026-10-25T01:30Z", "DTSTART:20261025T013000Z")]
    public void Half_past_two_before_and_after_the_clocks_go_back_are_an_hour_apart(string starts, string line) =>
        Assert.Contains(line, Lines(Show("Europe/Berlin", starts, "2026-10-25T05:00Z")));

    [Fact]
    public void An_end_in_the_hour_that_occurs_twice_is_right_too() =>
        Assert.Contains("DTEND:20261025T013000Z", Lines(Show("Europe/Berlin", "2026-10-24T20:00Z", "2026-10-25T01:30Z")));

    [Fact]
    public void The_entry_names_what_calendars_need_to_keep_one_of_it()
    {
        var show = Show("Europe/London", "2026-11-27T20:15Z", "2026-11-27T23:00Z");
        var lines = Lines(show);
        Assert.Contains("METHOD:PUBLISH", lines);
        Assert.Contains($"UID:{show.Id}@tickets.example", lines);
        Assert.Contains("DTSTAMP:20261101T120000Z", lines);
        Assert.Contains("SEQUENCE:0", lines);
        Assert.Contains("ORGANIZER;CN=The Blue Room:mailto:hello@blue.example", lines);
        Assert.Equal("text/calendar; charset=utf-8; method=PUBLISH", EventCalendar.GetMediaType(show));
        show.IncrementVersion();
        Assert.Contains("SEQUENCE:1", Lines(show));
    }

    [Fact]
    public void Without_a_support_address_the_sender_of_mails_is_the_organiser()
    {
        var show = Show("Europe/London", "2026-11-27T20:15Z", "2026-11-27T23:00Z");
        Assert.Contains(
            "ORGANIZER;CN=The Blue Room:mailto:tickets@blue.example",
            Lines(show, support: "", from: "Blue Room <tickets@blue.example>")
        );
        Assert.Contains("ORGANIZER;CN=The Blue Room:mailto:tickets@tickets.example", Lines(show, support: "", from: ""));
    }

    [Fact]
    public void A_cancelled_event_is_taken_out_of_calendars()
    {
        var show = Show("Europe/London", "2026-11-27T20:15Z", "2026-11-27T23:00Z", EventStatus.Cancelled);
        var lines = Lines(show);
        Assert.Contains("METHOD:CANCEL", lines);
        Assert.Contains("STATUS:CANCELLED", lines);
        Assert.Contains("SUMMARY:Cancelled: Night", lines);
        Assert.EndsWith("method=CANCEL", EventCalendar.GetMediaType(show), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_texts_and_its_link_are_in_the_language_of_the_buyer()
    {
        var show = Show("Europe/London", "2026-11-29T01:30Z", "2026-11-29T04:00Z");
        show.DoorsAt = DateTimeOffset.Parse("2026-11-28T23:15Z", CultureInfo.InvariantCulture);
        using var _ = ShippedLanguages.Find("de")!.Use();
        var entry = Ical.Net.Calendar.Load(Serialize(show))!.Events.Single();
        Assert.Equal("Einlass Sa, 28. Nov., 23:15 · Beginn So, 29. Nov., 01:30", entry.Description);
        Assert.Equal("https://tickets.example/de/events/night", entry.Url!.ToString());
    }

    private static DateTimeOffset Resolve(string[] lines, string property)
    {
        var local = ParseLocal(lines.Single(line => line.StartsWith(property, StringComparison.Ordinal))[property.Length..]);
        var offset = TimeSpan.Zero;
        var latest = DateTime.MinValue;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] is "BEGIN:STANDARD" or "BEGIN:DAYLIGHT")
            {
                var period = lines.Skip(i).TakeWhile(line => !line.StartsWith("END:", StringComparison.Ordinal)).ToList();
                var from = ParseLocal(period.Single(line => line.StartsWith("DTSTART:", StringComparison.Ordinal))[8..]);
                if (from <= local && from > latest)
                {
                    (latest, offset) = (
                        from,
                        ParseOffset(period.Single(line => line.StartsWith("TZOFFSETTO:", StringComparison.Ordinal))[11..])
                    );
                }
            }
        }

        return new DateTimeOffset(local, offset);
    }

    private static DateTime ParseLocal(string text) => DateTime.ParseExact(text, LocalFormat, CultureInfo.InvariantCulture);

    private static TimeSpan ParseOffset(string text) =>
        TimeSpan.ParseExact(text[1..], "hhmm", CultureInfo.InvariantCulture) * (text[0] == '-' ? -1 : 1);

    private static string[] Lines(Event show, string support = "hello@blue.example", string from = "") =>
        Serialize(show, support, from).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");

    private static string Serialize(Event show, string support = "hello@blue.example", string from = "")
    {
        using var services = new ServiceCollection()
            .Configure<SiteOptions>(site =>
                (site.PublicBaseUrl, site.VenueName, site.SupportEmail) = ("https://tickets.example", "The Blue Room", support)
            )
            .Configure<MailOptions>(mail => mail.From = from)
            .AddSingleton<TimeProvider>(new FixedClock())
            .AddLanguages()
            .AddSingleton<EventCalendar>()
            .BuildServiceProvider();
        return services.GetRequiredService<EventCalendar>().Serialize(show);
    }

    private static Event Show(string zone, string starts, string ends, EventStatus status = EventStatus.Active) =>
        new()
        {
            Slug = "night",
            Title = "Night",
            Location = "The Blue Room",
            TimeZone = zone,
            StartsAt = DateTimeOffset.Parse(starts, CultureInfo.InvariantCulture),
            EndsAt = DateTimeOffset.Parse(ends, CultureInfo.InvariantCulture),
            Status = status,
        };

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    }
}
