using System.Net;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed class EventStatePageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory]
    [OnEitherDatabase(EventStatus.Cancelled, "This show has been cancelled", false)]
    [OnEitherDatabase(EventStatus.Postponed, "This show has been postponed", true)]
    public async Task What_is_off_has_no_calendar_link_and_its_date_struck_through(
        DatabaseProvider database,
        EventStatus status,
        string headline,
        bool hasReminder
    )
    {
        app = venues.On(database);
        var page = await OpenAsync(await app.AddEventAsync(status, "Off"));
        Assert.Equal(headline, Headline(page));
        Assert.Null(page.Document.QuerySelector("a[href$='/calendar.ics']"));
        Assert.NotNull(page.Document.QuerySelector(".facts s time"));
        Assert.DoesNotContain("Doors", page.Document.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(hasReminder, page.Document.QuerySelector("form.remind") is not null);

        var card = (await OpenAsync("/?q=off")).Document.QuerySelector(".card")!;
        Assert.NotNull(card.QuerySelector("time s"));
    }

    [Theory, OnBothDatabases]
    public async Task A_postponed_event_stays_listed_when_its_old_date_is_over_and_in_no_month(DatabaseProvider database)
    {
        app = venues.On(database);
        var old = app.Clock.GetUtcNow().AddDays(-40);
        await app.AddEventAsync(EventStatus.Postponed, "Stormy Weather", e => (e.StartsAt, e.DoorsAt, e.EndsAt) = (old, null, null));
        var found = await OpenAsync("/?q=stormy");
        Assert.Equal("Stormy Weather", found.Document.QuerySelector(".card h3")!.TextContent.Trim());
        Assert.Empty(found.Document.QuerySelectorAll("a[href*='month=']"));
    }

    [Theory, OnEitherDatabase]
    public async Task Before_sales_start_the_page_says_when_and_offers_a_reminder(DatabaseProvider database)
    {
        app = venues.On(database);
        var start = new DateTimeOffset(2031, 2, 10, 10, 0, 0, TimeSpan.Zero);
        var page = await OpenAsync(
            await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100, type => type.SalesStartAt = start))
        );
        Assert.Equal("Tickets go on sale Mon 10 Feb, 10:00", Headline(page));
        Assert.NotNull(page.Document.QuerySelector("form.remind input[type=email]"));
        Assert.NotNull(page.Document.QuerySelector("a[href$='/calendar.ics']"));
        Assert.Null(page.Document.QuerySelector(".facts s"));
    }

    [Theory, OnEitherDatabase]
    public async Task Sold_out_leads_to_the_next_three_shows_that_have_tickets(DatabaseProvider database)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        var gone = await app.PublishEventAsync("Gone", _ => { }, new TicketTypeDraft("Standing", 0, 1));
        await app.BuyAsync(gone, "Standing", 1);
        await app.PublishEventAsync("Gone too", _ => { }, new TicketTypeDraft("Standing", 0, 0));
        await app.AddEventAsync(EventStatus.Postponed, "Later");
        foreach (var day in new[] { 40, 10, 30, 20 })
        {
            await app.PublishEventAsync($"In {day} days", e => e.StartsAt = app.Clock.GetUtcNow().AddDays(day));
        }

        var page = await OpenAsync(gone);
        Assert.Equal("Sold out", Headline(page));
        Assert.Equal(
            ["In 10 days", "In 20 days", "In 30 days"],
            page.Document.QuerySelectorAll(".next h3").Select(title => title.TextContent)
        );
        Assert.Null((await OpenAsync(await app.PublishEventAsync("Open", _ => { }))).Document.QuerySelector(".next, .notice"));
    }

    [Theory, OnEitherDatabase]
    public async Task Nothing_to_wait_for_leads_back_to_the_show(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var browser = app.NewBrowser();
        Assert.Equal($"/events/{show.Slug}", (await browser.OpenAsync($"/events/{show.Slug}/remind")).Path);
        (await browser.OpenAsync("/events/none/remind")).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Theory, OnEitherDatabase]
    public async Task A_show_over_two_dates_names_both_days_on_its_page_and_card(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            "Small hours",
            e =>
            {
                e.DoorsAt = new DateTimeOffset(2031, 11, 29, 23, 15, 0, TimeSpan.Zero);
                e.StartsAt = new DateTimeOffset(2031, 11, 30, 1, 30, 0, TimeSpan.Zero);
            }
        );
        var facts = (await OpenAsync(show)).Document.QuerySelector(".facts")!;
        Assert.Contains("Saturday 29 November 2031", facts.TextContent, StringComparison.Ordinal);
        Assert.Contains("Doors Sat 29 Nov, 23:15 · Starts Sun 30 Nov, 01:30", facts.TextContent, StringComparison.Ordinal);
        Assert.Equal("Europe/London", facts.QuerySelector("[data-zone]")!.GetAttribute("data-zone"));
        var card = (await OpenAsync("/?q=small")).Document.QuerySelector(".card")!;
        Assert.Equal("29 Nov", card.QuerySelector("time")!.TextContent.Trim());
        Assert.Contains("Doors Sat 23:15 · Starts Sun 01:30", card.TextContent, StringComparison.Ordinal);
    }

    private async Task<BrowserPage> OpenAsync(Event show) => await OpenAsync($"/events/{show.Slug}");

    private async Task<BrowserPage> OpenAsync(string path)
    {
        using var visitor = app.NewBrowser();
        return (await visitor.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
    }

    private static string Headline(BrowserPage page) => page.Document.QuerySelector(".notice strong")!.TextContent;
}
