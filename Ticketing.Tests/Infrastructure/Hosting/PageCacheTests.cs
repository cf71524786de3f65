using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class PageCacheTests
{
    [Fact]
    public async Task Campaign_parameters_cause_no_second_rendering()
    {
        await using var venue = new CachingApp();
        var show = await venue.PublishEventAsync("Nadia Karim Quartet", _ => { });
        using var visitor = venue.NewBrowser();
        foreach (var path in new[] { "/", "/past", $"/events/{show.Slug}", $"/events/{show.Slug}/calendar.ics" })
        {
            Assert.Equal(1, await StoredByAsync(venue, visitor, path, $"{path}?fbclid=1", $"{path}?fbclid=2&utm_source=mail"));
        }

        Assert.Equal(0, await StoredByAsync(venue, visitor, "/past?page=2", "/past?month=2031-04"));
    }

    [Fact]
    public async Task Each_search_is_cached_separately()
    {
        await using var venue = new CachingApp();
        await venue.PublishEventAsync("Nadia Karim Quartet", _ => { });
        using var visitor = venue.NewBrowser();
        Assert.Equal(3, await StoredByAsync(venue, visitor, "/", "/?q=nadia", "/?q=nadia&fbclid=3", "/?month=2031-03"));
        Assert.Contains("No results", (await visitor.OpenAsync("/?q=polka")).Text, StringComparison.Ordinal);
        Assert.Contains("Nadia Karim", (await visitor.OpenAsync("/?q=nadia")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_page_serves_all_names_of_the_program()
    {
        await using var venue = new CachingApp();
        using var visitor = venue.NewBrowser();
        await visitor.OpenAsync("/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "localhost" } };
        using var answer = await visitor.SendAsync(request);
        Assert.Single(venue.Store.Pages);
    }

    [Fact]
    public async Task A_page_from_when_the_clock_was_ahead_is_rendered_again()
    {
        await using var venue = new CachingApp();
        var show = await venue.PublishEventAsync("Nadia Karim Quartet", _ => { }, new TicketTypeDraft("Standing", 1400, 1));
        using var visitor = venue.NewBrowser();
        var now = venue.Clock.GetUtcNow();
        venue.Clock.AdjustTime(now.AddDays(1));
        Assert.NotNull((await visitor.OpenAsync($"/events/{show.Slug}")).Document.QuerySelector("[name^=Quantities]:not([disabled])"));

        venue.Clock.AdjustTime(now);
        await venue.PlaceHoldAsync(show, "Standing", 1);
        Assert.Null((await visitor.OpenAsync($"/events/{show.Slug}")).Document.QuerySelector("[name^=Quantities]:not([disabled])"));
    }

    private static async Task<int> StoredByAsync(CachingApp venue, Browser visitor, params string[] paths)
    {
        var before = venue.Store.Pages.Count;
        foreach (var path in paths)
        {
            (await visitor.OpenAsync(path)).ExpectStatus(System.Net.HttpStatusCode.OK);
        }

        return venue.Store.Pages.Count - before;
    }
}
