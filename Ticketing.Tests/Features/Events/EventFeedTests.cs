using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;
using Calendar = Ical.Net.Calendar;

namespace Ticketing.Tests.Features.Events;

/// <summary>All upcoming events for calendar programs and feed readers.</summary>
public sealed class EventFeedTests
{
    private static readonly DateTimeOffset Winter = new(2031, 3, 20, 19, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Summer = new(2031, 7, 1, 18, 0, 0, TimeSpan.Zero);

    [Theory, OnEitherDatabase]
    public async Task The_calendar_has_each_event_at_its_time_on_both_sides_of_the_change_of_clocks(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var shows = new[] { await PublishAsync(app, "Winter songs", Winter), await PublishAsync(app, "Summer songs", Summer) };
        await app.PublishEventAsync("Yesterday’s news", e => e.StartsAt = TicketingApp.Start.AddDays(-2));
        using var visitor = app.NewBrowser();
        var text = System.Text.Encoding.UTF8.GetString(await visitor.DownloadAsync("/events.ics"));
        Assert.Contains("X-WR-CALNAME:What’s on at The Blue Room", text, StringComparison.Ordinal);
        Assert.Contains("METHOD:PUBLISH", text, StringComparison.Ordinal);
        var calendar = Calendar.Load(text)!;
        Assert.Equal(shows.Select(show => show.Title), calendar.Events.Select(entry => entry.Summary));
        Assert.Equal([Winter.UtcDateTime, Summer.UtcDateTime], calendar.Events.Select(entry => entry.Start!.AsUtc));
        var zone = Assert.Single(calendar.TimeZones);
        Assert.Equal("Europe/London", zone.TzId);
        Assert.Contains("DTSTART:20310330T010000", text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_cancelled_event_stays_in_the_calendar_as_cancelled_until_it_would_have_begun(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await PublishAsync(app, "Winter songs", Winter);
        await app.CancelAsync(show);
        using var visitor = app.NewBrowser();
        var entry = Calendar.Load(System.Text.Encoding.UTF8.GetString(await visitor.DownloadAsync("/events.ics")))!.Events.Single();
        Assert.Equal(("Cancelled: Winter songs", "CANCELLED"), (entry.Summary, entry.Status));
    }

    [Theory, OnEitherDatabase]
    public async Task The_feed_leads_to_the_pages_of_its_language(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await PublishAsync(app, "Salt & <Smoke>", Summer);
        using var visitor = app.NewBrowser();
        foreach (var (path, title, prefix) in new[] { ("/events.rss", "What’s on", ""), ("/de/events.rss", "Programm", "/de") })
        {
            using var response = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
            Assert.Equal("application/rss+xml", response.Content.Headers.ContentType!.MediaType);
            var feed = XDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            var channel = feed.Root!.Element("channel")!;
            Assert.Contains(title, channel.Element("title")!.Value, StringComparison.Ordinal);
            var item = Assert.Single(channel.Elements("item"));
            Assert.Equal("Salt & <Smoke>", item.Element("title")!.Value);
            Assert.Equal($"https://tickets.example{prefix}/events/{show.Slug}", item.Element("link")!.Value);
            Assert.Equal($"urn:uuid:{show.Id}", item.Element("guid")!.Value);
            Assert.True(DateTimeOffset.TryParseExact(item.Element("pubDate")!.Value, "R", CultureInfo.InvariantCulture, default, out _));
        }
    }

    [Fact]
    public async Task Pages_name_the_feed_and_the_calendar_of_their_language()
    {
        await using var app = new TicketingApp();
        using var visitor = app.NewBrowser();
        var page = (await visitor.OpenAsync("/de")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("/de/events.rss", page.Document.QuerySelector("link[type='application/rss+xml']")!.GetAttribute("href"));
        Assert.NotNull(page.Document.QuerySelector("footer a[href='/de/events.ics']"));
    }

    private static Task<Event> PublishAsync(TicketingApp app, string title, DateTimeOffset startsAt) =>
        app.PublishEventAsync(
            title,
            e =>
            {
                e.StartsAt = startsAt;
                e.DoorsAt = null;
            }
        );
}
