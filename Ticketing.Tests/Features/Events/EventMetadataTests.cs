using System.Text;
using System.Text.Json;
using Ical.Net;
using Ical.Net.DataTypes;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;
using EventStatus = Ticketing.Features.Events.EventStatus;

namespace Ticketing.Tests.Features.Events;

public sealed class EventMetadataTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static readonly Uri Home = new("https://tickets.example");

    [Theory, OnEitherDatabase]
    public async Task A_title_cannot_end_the_script_element(DatabaseProvider database)
    {
        app = venues.On(database);
        var json = await WriteAsync(await app.PublishEventAsync("</script><script>alert('x')</script> & co", _ => { }));
        Assert.DoesNotContain('<', json);
        Assert.Equal("</script><script>alert('x')</script> & co", JsonDocument.Parse(json).RootElement.GetProperty("name").GetString());
    }

    [Theory, OnEitherDatabase]
    public async Task Offers_name_the_price_that_buyers_pay(DatabaseProvider database)
    {
        app = venues.On(database);
        var json = JsonDocument
            .Parse(
                await WriteAsync(
                    await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100), new TicketTypeDraft("Front", 2400, 3))
                )
            )
            .RootElement;
        Assert.Equal("MusicEvent", json.GetProperty("@type").GetString());
        Assert.Equal("2031-03-03T12:00:00+00:00", json.GetProperty("startDate").GetString());
        var offers = json.GetProperty("offers").EnumerateArray().ToList();
        Assert.Equal("15.00", offers[0].GetProperty("price").GetString());
        Assert.Equal("https://schema.org/InStock", offers[0].GetProperty("availability").GetString());
        Assert.Equal("https://schema.org/LimitedAvailability", offers[1].GetProperty("availability").GetString());
        Assert.StartsWith("https://tickets.example/events/", offers[0].GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Structured_data_has_the_dates_of_doors_start_and_end(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            "Small hours",
            e =>
            {
                e.TimeZone = "Europe/Berlin";
                e.DoorsAt = new DateTimeOffset(2031, 11, 29, 22, 15, 0, TimeSpan.Zero);
                e.StartsAt = new DateTimeOffset(2031, 11, 30, 0, 30, 0, TimeSpan.Zero);
                e.EndsAt = new DateTimeOffset(2031, 12, 1, 20, 0, 0, TimeSpan.Zero);
            }
        );
        var json = JsonDocument.Parse(await WriteAsync(show)).RootElement;
        Assert.Equal("2031-11-29T23:15:00+01:00", json.GetProperty("doorTime").GetString());
        Assert.Equal("2031-11-30T01:30:00+01:00", json.GetProperty("startDate").GetString());
        Assert.Equal("2031-12-01T21:00:00+01:00", json.GetProperty("endDate").GetString());
    }

    [Theory, OnEitherDatabase]
    public async Task A_cancelled_event_is_marked_as_cancelled(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.AddEventAsync(EventStatus.Cancelled);
        Assert.Contains("schema.org/EventCancelled", await WriteAsync(show), StringComparison.Ordinal);
        Assert.Equal("CANCELLED", (await GetCalendarAsync(show)).Events.Single().Status);
    }

    [Theory, OnEitherDatabase]
    public async Task The_calendar_entry_has_the_event_s_local_time_and_a_stable_uid(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync("Müller; Söhne, live", e => e.TimeZone = "Europe/Berlin");
        var entry = (await GetCalendarAsync(show)).Events.Single();
        Assert.Equal("Müller; Söhne, live", entry.Summary);
        Assert.Equal("Europe/Berlin", entry.Start!.TzId);
        Assert.Equal(new CalDateTime(2031, 3, 3, 13, 0, 0, "Europe/Berlin"), entry.Start);
        Assert.Equal($"{show.Id}@tickets.example", entry.Uid);
        Assert.NotNull(entry.DtStamp);
        Assert.Equal(entry.Uid, (await GetCalendarAsync(show)).Events.Single().Uid);
    }

    [Theory, OnEitherDatabase]
    public async Task The_sitemap_lists_public_events_only(DatabaseProvider database)
    {
        app = venues.On(database);
        var open = await app.PublishEventAsync(_ => { });
        var secret = await app.AddEventAsync(EventStatus.Inactive);
        using var visitor = app.NewBrowser();
        var map = Encoding.UTF8.GetString(await visitor.DownloadAsync("/sitemap.xml"));
        Assert.Contains($"<loc>https://tickets.example/events/{open.Slug}</loc>", map, StringComparison.Ordinal);
        Assert.DoesNotContain(secret.Slug + "<", map, StringComparison.Ordinal);
        foreach (var (tag, prefix) in new[] { ("en-GB", ""), ("de", "/de"), ("ar", "/ar"), ("x-default", "") })
        {
            var url = $"https://tickets.example{prefix}/events/{open.Slug}";
            Assert.Contains($"<loc>{url}</loc>", map, StringComparison.Ordinal);
            Assert.Contains($"hreflang=\"{tag}\" href=\"{url}\"", map, StringComparison.Ordinal);
        }

        Assert.Contains(
            "Sitemap: https://tickets.example/sitemap.xml",
            Encoding.UTF8.GetString(await visitor.DownloadAsync("/robots.txt")),
            StringComparison.Ordinal
        );
    }

    private Task<string> WriteAsync(Event show) =>
        app.UseAsync<StructuredData, string>(data => Task.FromResult(data.Serialize(show, Home, "The Blue Room", "/poster.png")));

    private async Task<Calendar> GetCalendarAsync(Event show)
    {
        using var visitor = app.NewBrowser();
        return Calendar.Load(Encoding.UTF8.GetString(await visitor.DownloadAsync($"/events/{show.Slug}/calendar.ics")))!;
    }
}
