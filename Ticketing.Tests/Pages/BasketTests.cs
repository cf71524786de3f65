using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed class BasketTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task Going_back_and_choosing_again_leads_to_a_new_checkout_as_often_as_one_likes(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var buyer = app.NewBrowser();
        var earlier = (await buyer.ChooseTicketsAsync(show, ("Standing", 2))).ExpectStatus(HttpStatusCode.OK);
        await buyer.ChooseTicketsAsync(show, ("Standing", 3));
        var latest = (await buyer.ChooseTicketsAsync(show, ("Seated", 1))).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("1 × Seated", latest.Text, StringComparison.Ordinal);
        Assert.Equal((1, 0), await app.GetStockAsync(show));

        var old = (await buyer.OpenAsync(earlier.Path)).ExpectStatus(HttpStatusCode.Gone);
        Assert.Contains("You’ve changed your tickets", old.Text, StringComparison.Ordinal);
        Assert.NotNull(old.Document.QuerySelector($"a[href='{latest.Path}']"));
        using var stranger = app.NewBrowser();
        var seen = (await stranger.OpenAsync(earlier.Path)).ExpectStatus(HttpStatusCode.Gone);
        Assert.DoesNotContain(latest.Path, seen.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Tickets_are_released_from_the_basket(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var buyer = app.NewBrowser();
        await buyer.ChooseTicketsAsync(show, ("Standing", 2));
        var basket = await buyer.OpenAsync("/basket");
        await basket.SubmitAsync("form.release");
        Assert.Equal((0, 0), await app.GetStockAsync(show));
        Assert.Contains("Your basket is empty.", (await buyer.OpenAsync("/basket")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Who_holds_the_last_tickets_can_change_them(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 4));
        using var buyer = app.NewBrowser();
        var checkout = await buyer.ChooseTicketsAsync(show, ("Standing", 4));
        var change = checkout.Document.QuerySelector("a[href$='/change']")!;
        Assert.Equal("Change tickets", change.TextContent);
        var page = (await buyer.OpenAsync(change.GetAttribute("href")!)).ExpectStatus(HttpStatusCode.OK);
        var field = $"Quantities[{show.GetTicketTypeId("Standing")}]";
        var input = page.Document.QuerySelector($"[name='{field}']")!;
        Assert.Equal(("4", "4"), (input.GetAttribute("value"), input.GetAttribute("max")));
        var tooMany = (await page.SubmitAsync("form.picker", new Dictionary<string, string> { [field] = "5" })).ExpectStatus(
            HttpStatusCode.Conflict
        );
        Assert.Contains("Only 4 left", tooMany.Text, StringComparison.Ordinal);
        var fewer = await tooMany.SubmitAsync("form.picker", new Dictionary<string, string> { [field] = "3" });
        Assert.Contains("3 × Standing", fewer.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        await app.PlaceHoldAsync(show, "Standing", 1);

        using var stranger = app.NewBrowser();
        var none = await stranger.OpenAsync(change.GetAttribute("href")!);
        Assert.Equal($"/events/{show.Slug}", none.Path);
    }

    [Theory, OnEitherDatabase]
    public async Task Several_events_wait_in_the_basket_of_their_browser_alone(DatabaseProvider database)
    {
        app = venues.On(database);
        var (first, second) = (
            await app.PublishEventAsync("Nadia Karim Quartet", _ => { }),
            await app.PublishEventAsync("Low Tide Choir", _ => { })
        );
        using var buyer = app.NewBrowser();
        var checkouts = new[]
        {
            (await buyer.ChooseTicketsAsync(first, ("Standing", 2))).Path,
            (await buyer.ChooseTicketsAsync(second, ("Seated", 1))).Path,
        };
        foreach (var path in new[] { "/basket", "/basket?handler=Bar" })
        {
            var page = (await buyer.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
            Assert.Equal("no-store", page.Headers["Cache-Control"].Split(',')[0]);
            Assert.Equal(checkouts, page.Document.QuerySelectorAll("a[href^='/checkout/']").Select(link => link.GetAttribute("href")));
        }

        // Isolated from the number of tickets.
        var titles = (await buyer.OpenAsync("/basket?handler=Bar")).Document.QuerySelectorAll("a bdi");
        Assert.Equal(["Nadia Karim Quartet", "Low Tide Choir"], titles.Select(title => title.TextContent));
        // The script hides the zone from visitors whose clocks agree with it.
        var zones = (await buyer.OpenAsync("/basket")).Document.QuerySelectorAll(".which [data-zone]");
        Assert.Equal(["Europe/London", "Europe/London"], zones.Select(zone => zone.GetAttribute("data-zone")));
        var checkout = await buyer.OpenAsync(checkouts[0]);
        Assert.NotNull(checkout.Document.QuerySelector(".which [data-zone='Europe/London']"));

        using var stranger = app.NewBrowser();
        Assert.Contains("Your basket is empty", (await stranger.OpenAsync("/basket")).Text, StringComparison.Ordinal);
        Assert.Equal("", (await stranger.OpenAsync("/basket?handler=Bar")).Text);
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("", (await buyer.OpenAsync("/basket?handler=Bar")).Text);
    }

    [Theory, OnEitherDatabase]
    public async Task A_basket_shows_the_payment_that_is_in_progress(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        await (await buyer.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 2))).SubmitBuyerAsync();
        Assert.Contains("Payment in progress", (await buyer.OpenAsync("/basket?handler=Bar")).Text, StringComparison.Ordinal);
        Assert.Contains("You have a payment in progress.", (await buyer.OpenAsync("/basket")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cached_pages_are_the_same_with_a_basket()
    {
        await using var venue = new CachingApp();
        var show = await venue.PublishEventAsync();
        using var buyer = venue.NewBrowser();
        using var stranger = venue.NewBrowser();
        await buyer.ChooseTicketsAsync(show, ("Standing", 2));
        foreach (var path in new[] { "/", "/past", $"/events/{show.Slug}" })
        {
            venue.Store.Pages.Clear();
            var seen = await buyer.DownloadAsync(path);
            venue.Store.Pages.Clear();
            Assert.Equal(await stranger.DownloadAsync(path), seen);
        }
    }
}
