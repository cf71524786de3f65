using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed class FrontPageTests : IAsyncDisposable
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task An_empty_calendar_says_so(DatabaseProvider database)
    {
        app = new TicketingApp(database);
        Assert.Contains("No concerts announced yet", (await OpenAsync("/")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Cards_show_the_final_price_and_the_remaining_tickets(DatabaseProvider database)
    {
        app = new TicketingApp(database);
        await app.PublishEventAsync("First", e => e.StartsAt = app.Clock.GetUtcNow().AddDays(1));
        await app.PublishEventAsync(
            "Plenty",
            _ => { },
            new TicketTypeDraft("Standing", 1400, 100),
            new TicketTypeDraft("Seated", 2400, 50)
        );
        await app.PublishEventAsync("Scarce", _ => { }, new TicketTypeDraft("Standing", 1400, 4));
        await app.PublishEventAsync("Free one", _ => { }, new TicketTypeDraft("Standing", 0, 100));
        await app.PublishEventAsync(
            "Later",
            _ => { },
            new TicketTypeDraft("Standing", 1400, 100, t => t.SalesStartAt = app.Clock.GetUtcNow().AddDays(2))
        );
        await app.AddEventAsync(EventStatus.Cancelled, "Off");
        var page = await OpenAsync("/");
        Assert.Contains("from £15.00", FindCard(page, "Plenty"), StringComparison.Ordinal);
        Assert.Contains("Few left", FindCard(page, "Scarce"), StringComparison.Ordinal);
        Assert.EndsWith("Free", FindCard(page, "Free one"), StringComparison.Ordinal);
        Assert.Contains("On sale 5 Feb", FindCard(page, "Later"), StringComparison.Ordinal);
        Assert.Contains("Cancelled", FindCard(page, "Off"), StringComparison.Ordinal);
        Assert.Equal("First", page.Document.QuerySelector(".hero h2")!.TextContent.Trim());
    }

    [Theory, OnEitherDatabase]
    public async Task A_past_concert_that_matches_is_offered_before_upcoming_ones_that_almost_match(DatabaseProvider database)
    {
        app = new TicketingApp(database);
        await app.PublishEventAsync("Songs from the Quarry", e => e.StartsAt = e.StartsAt.AddDays(-60));
        await app.PublishEventAsync("Nights at the Query", _ => { });
        var page = await OpenAsync("/?q=quarry");
        Assert.Contains("1 past concert matches your search.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nights at the Query", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nights at the Query", (await OpenAsync("/?q=queri")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_free_concert_says_so_once(DatabaseProvider database)
    {
        app = new TicketingApp(database);
        await app.PublishEventAsync("First free", e => e.StartsAt = e.StartsAt.AddDays(-1), new TicketTypeDraft("Standing", 0, 100));
        await app.PublishEventAsync("Few free", _ => { }, new TicketTypeDraft("Standing", 0, 4));
        var page = await OpenAsync("/");
        var kicker = page.Document.QuerySelector(".hero .kicker")!.TextContent;
        Assert.Equal("Next up · Jazz", string.Join(' ', kicker.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        var hero = page.Document.QuerySelector(".hero .actions")!.TextContent;
        Assert.EndsWith("Free", hero.Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain("fees included", hero, StringComparison.Ordinal);
        Assert.EndsWith("Free Few left", FindCard(page, "Few free"), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task All_held_is_not_sold_out(DatabaseProvider database)
    {
        app = new TicketingApp(database);
        await app.PublishEventAsync("First", e => e.StartsAt = app.Clock.GetUtcNow().AddDays(1));
        var show = await app.PublishEventAsync("Wanted", _ => { }, new TicketTypeDraft("Standing", 1400, 2));
        await app.PlaceHoldAsync(show, "Standing", 2);
        Assert.Contains("All in baskets", FindCard(await OpenAsync("/"), "Wanted"), StringComparison.Ordinal);
        await app.PublishEventAsync("Gone", _ => { }, new TicketTypeDraft("Standing", 0, 1))
            .ContinueWith(async t => await app.BuyAsync(await t, "Standing", 1))
            .Unwrap();
        Assert.Contains("Sold out", FindCard(await OpenAsync("/"), "Gone"), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_search_without_results_keeps_the_search_text(DatabaseProvider database)
    {
        app = new TicketingApp(database);
        await app.PublishEventAsync("Nadia Karim Quartet", _ => { });
        var page = await OpenAsync("/?q=%3Cb%3Epolka");
        Assert.Contains("No results for “<b>polka”", page.Text, StringComparison.Ordinal);
        Assert.Equal("<b>polka", page.Document.QuerySelector("input[name=q]")!.GetAttribute("value"));
        Assert.Contains("Nadia Karim", (await OpenAsync("/?q=quartet%20nadia")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [OnEitherDatabase("électro", "Électro Nuit")]
    [OnEitherDatabase("ELECTRO nuit", "Électro Nuit")]
    [OnEitherDatabase("olafur", "Ólafur & the Fjords")]
    [OnEitherDatabase("ÓLAFUR", "Olafur & the Fjords")]
    [OnEitherDatabase("lodz", "Łódź Brass")]
    [OnEitherDatabase("strasse", "Musik der Straße")]
    [OnEitherDatabase("Ночь", "НОЧЬ авангарда")]
    [OnEitherDatabase("o'brien", "Sinéad O’Brien")]
    [OnEitherDatabase("100%", "100% Funk")]
    public async Task A_search_ignores_case_and_accents(DatabaseProvider database, string search, string title)
    {
        app = new TicketingApp(database);
        await app.PublishEventAsync(title, _ => { });
        await app.PublishEventAsync("100 other things", _ => { });
        var page = await OpenAsync("/?q=" + Uri.EscapeDataString(search));
        Assert.Contains(title, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("100 other things", page.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_search_covers_every_changed_text_and_survives_a_split_surrogate(DatabaseProvider database)
    {
        app = new TicketingApp(database);
        var show = await app.PublishEventAsync("Once", _ => { });
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            var stored = await db.Set<Event>().SingleAsync(e => e.Id == show.Id, TestContext.Current.CancellationToken);
            (stored.Title, stored.Kind, stored.Summary, stored.Description, stored.Location) = (
                "Tîtle",
                "Kïnd",
                "Sümmary",
                "Dèscription",
                "Løcation"
            );
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        Assert.Contains("Tîtle", (await OpenAsync("/?q=title%20kind%20summary%20description%20location")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tîtle", (await OpenAsync("/?q=once")).Text, StringComparison.Ordinal);
        await OpenAsync("/?q=" + Uri.EscapeDataString(new string('x', 99) + "\U0001F3B7"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_month_shows_only_its_own_events(DatabaseProvider database)
    {
        app = new TicketingApp(database);
        await app.PublishEventAsync("In March", _ => { });
        await app.PublishEventAsync("In April", e => e.StartsAt = e.StartsAt.AddDays(40));
        await app.PublishEventAsync(
            "From March to April",
            e =>
                (e.DoorsAt, e.StartsAt, e.EndsAt) = (
                    null,
                    new DateTimeOffset(2031, 3, 30, 18, 0, 0, TimeSpan.Zero),
                    new DateTimeOffset(2031, 4, 2, 20, 0, 0, TimeSpan.Zero)
                )
        );
        var page = await OpenAsync("/?month=2031-04");
        Assert.Contains("In April", page.Text, StringComparison.Ordinal);
        Assert.Contains("From March to April", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("In March", page.Text, StringComparison.Ordinal);
        Assert.Contains("From March to April", (await OpenAsync("/?month=2031-03")).Text, StringComparison.Ordinal);
        Assert.Contains("In March", (await OpenAsync("/?month=nonsense")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Another_year_is_named_on_cards_and_months_but_this_one_is_not(DatabaseProvider database)
    {
        app = new TicketingApp(database);
        await app.PublishEventAsync("Now", _ => { });
        await app.PublishEventAsync("Soon", e => e.StartsAt = e.StartsAt.AddDays(1));
        await app.PublishEventAsync("Next year", e => (e.StartsAt, e.DoorsAt) = (e.StartsAt.AddYears(1), null));
        var page = await OpenAsync("/");
        Assert.Equal(["All", "March", "March 2032"], page.Document.QuerySelectorAll(".months a").Select(a => a.TextContent.Trim()));
        Assert.Contains("2032", FindCard(page, "Next year"), StringComparison.Ordinal);
        Assert.DoesNotContain("2031", page.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var filtered = await OpenAsync("/?month=2032-03");
        Assert.Equal(["Next year"], filtered.Document.QuerySelectorAll("article.card h3").Select(title => title.TextContent.Trim()));
        Assert.Equal("1 concert found", filtered.Document.QuerySelector("[role=status]")!.TextContent);
    }

    [Theory, OnEitherDatabase]
    public async Task Past_concerts_are_offered_when_only_they_match(DatabaseProvider database)
    {
        app = new TicketingApp(database);
        await app.PublishEventAsync("Rembrandt Trio", e => e.StartsAt = e.StartsAt.AddDays(40));
        await app.PublishEventAsync("Nadia Karim", _ => { });
        app.Clock.Advance(TimeSpan.FromDays(40));

        var nothing = await OpenAsync("/?q=karim");
        Assert.Contains("1 past concert matches your search.", nothing.Text, StringComparison.Ordinal);
        var past = await OpenAsync(nothing.Document.QuerySelector(".empty a.button")!.GetAttribute("href")!);
        Assert.Equal(["Nadia Karim"], past.Document.QuerySelectorAll("article.card h3").Select(title => title.TextContent.Trim()));
        Assert.DoesNotContain(
            "past concert",
            (await OpenAsync("/?q=trio")).Document.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("past concerts match", (await OpenAsync("/?q=polka")).Text, StringComparison.Ordinal);
        Assert.Contains("0 past concerts for “polka”", (await OpenAsync("/past?q=polka")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_show_that_is_over_moves_to_the_past(DatabaseProvider database)
    {
        app = new TicketingApp(database);
        var show = await app.PublishEventAsync("Once", _ => { });
        app.Clock.Advance(TimeSpan.FromDays(29));
        Assert.DoesNotContain("Once", (await OpenAsync("/")).Text, StringComparison.Ordinal);
        Assert.Contains("Once", (await OpenAsync("/past")).Text, StringComparison.Ordinal);
        var page = await OpenAsync($"/events/{show.Slug}");
        Assert.Contains("This show is over", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form.picker"));
    }

    [Theory]
    [OnEitherDatabase(null, 179)]
    [OnEitherDatabase(5.0, 299)]
    public async Task A_show_that_has_begun_is_still_on_but_not_sold_until_it_ends(DatabaseProvider database, double? hours, int lastMinute)
    {
        app = new TicketingApp(database);
        var show = await app.PublishEventAsync("Tonight", e => e.EndsAt = hours is { } length ? e.StartsAt.AddHours(length) : null);
        app.Clock.Advance(show.StartsAt - app.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        foreach (var minutes in new[] { 0, lastMinute - 1 })
        {
            app.Clock.Advance(TimeSpan.FromMinutes(minutes));
            Assert.Contains("Tonight", (await OpenAsync("/")).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Tonight", (await OpenAsync("/past")).Text, StringComparison.Ordinal);
            var page = await OpenAsync($"/events/{show.Slug}");
            Assert.Contains("This show has started", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("is over", page.Text, StringComparison.Ordinal);
            Assert.Null(page.Document.QuerySelector("form.picker"));
        }

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain("Tonight", (await OpenAsync("/")).Text, StringComparison.Ordinal);
        Assert.Contains("Tonight", (await OpenAsync("/past")).Text, StringComparison.Ordinal);
        Assert.Contains("This show is over", (await OpenAsync($"/events/{show.Slug}")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Browsing_sets_no_cookie(DatabaseProvider database)
    {
        app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        foreach (var path in new[] { "/", "/?q=x", "/past", $"/events/{show.Slug}", "/terms", "/privacy", "/find-us" })
        {
            (await visitor.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
            Assert.Empty(visitor.Jar.Cookies);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<BrowserPage> OpenAsync(string path)
    {
        using var visitor = app.NewBrowser();
        return (await visitor.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
    }

    private static string FindCard(BrowserPage page, string title) =>
        string.Join(
            ' ',
            page.Document.QuerySelectorAll("article.card")
                .Single(card => card.QuerySelector("h3")!.TextContent.Trim() == title)
                .TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
