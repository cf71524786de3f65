using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed class TicketSelectionTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task Chosen_tickets_are_held_and_lead_to_the_checkout(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        using var answer = await visitor.SendAsync(Browser.PostRequest($"/events/{show.Slug}", ToForm(show, "2", "")));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith("/checkout/", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-browser=", cookie, StringComparison.Ordinal);
        Assert.All(
            ["secure", "httponly", "samesite=lax", "path=/", "max-age=86400"],
            flag => Assert.Contains(flag, cookie, StringComparison.OrdinalIgnoreCase)
        );
        await app.UseAsync<EventCatalogue>(async catalogue =>
            Assert.Equal(2, (await catalogue.GetAsync(show.Id, TestContext.Current.CancellationToken)).Held)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Refusals_are_shown_at_their_ticket_type_and_at_the_top_and_keep_the_quantities(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Standing", 1400, 2),
            new TicketTypeDraft("Seated", 2400, 50, t => t.MaxPerOrder = 4)
        );
        var page = (await PostAsync(show, "3", "5")).ExpectStatus(HttpStatusCode.Conflict);
        var alert = page.Document.QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains("Only 2 left", alert, StringComparison.Ordinal);
        Assert.Contains("Max 4 per order", alert, StringComparison.Ordinal);
        var rows = page.Document.QuerySelectorAll("li.refused").ToList();
        Assert.Equal(["3", "5"], rows.Select(row => row.QuerySelector("input")!.GetAttribute("value")));
        Assert.Contains("Only 2 left", rows[0].QuerySelector(".error")!.TextContent, StringComparison.Ordinal);
        await app.AssertInvariantsAsync();
    }

    [Theory]
    [OnEitherDatabase("", "", "Choose at least one")]
    [OnEitherDatabase("0", "0", "Choose at least one")]
    [OnEitherDatabase("-1", "", "whole number")]
    [OnEitherDatabase("two", "1", "whole number")]
    [OnEitherDatabase("1.5", "", "whole number")]
    [OnEitherDatabase("99999999999", "", "whole number")]
    public async Task Empty_or_invalid_quantities_are_refused(DatabaseProvider database, string standing, string seated, string says)
    {
        app = venues.On(database);
        var page = (await PostAsync(await app.PublishEventAsync(), standing, seated)).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Contains(says, page.Document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_hold_for_a_third_event_is_refused_with_links_to_the_two_open_ones(DatabaseProvider database)
    {
        app = venues.On(database);
        using var visitor = app.NewBrowser();
        var codes = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var other = await app.PublishEventAsync();
            using var placed = await visitor.SendAsync(Browser.PostRequest($"/events/{other.Slug}", ToForm(other, "1", "")));
            codes.Add(placed.Headers.Location!.OriginalString);
        }

        var show = await app.PublishEventAsync();
        var page = (await visitor.PostAsync($"/events/{show.Slug}", ToForm(show, "1", ""))).ExpectStatus(HttpStatusCode.Conflict);
        Assert.Equal(codes.Order(), page.Document.QuerySelectorAll("[role=alert] a").Select(a => a.GetAttribute("href")!).Order());
    }

    [Theory, OnEitherDatabase]
    public async Task A_cancelled_show_is_shown_but_not_sold(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.AddEventAsync(EventStatus.Cancelled);
        using var visitor = app.NewBrowser();
        var page = (await visitor.OpenAsync($"/events/{show.Slug}")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("This show has been cancelled", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form.picker"));
        (await PostAsync(show, "1", "")).ExpectStatus(HttpStatusCode.Conflict);
    }

    [Theory, OnEitherDatabase]
    public async Task Each_ticket_type_says_whether_and_when_it_is_sold(DatabaseProvider database)
    {
        app = venues.On(database);
        var now = app.Clock.GetUtcNow();
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Soon", 1400, 100, t => t.SalesStartAt = now.AddDays(1)),
            new TicketTypeDraft("Early", 1400, 100, t => t.SalesEndAt = now.AddDays(-1)),
            new TicketTypeDraft("Few", 1400, 5),
            new TicketTypeDraft("Held", 1400, 1),
            new TicketTypeDraft(
                "Pair",
                1400,
                100,
                t =>
                {
                    t.MinPerOrder = 2;
                    t.MaxPerOrder = 4;
                }
            )
        );
        await app.PlaceHoldAsync(show, "Held", 1);
        using var visitor = app.NewBrowser();
        var rows = (await visitor.OpenAsync($"/events/{show.Slug}"))
            .Document.QuerySelectorAll("li.type")
            .Select(row => row.TextContent)
            .ToList();
        Assert.Contains("On sale from Tue 4 Feb, 12:00", rows[0], StringComparison.Ordinal);
        Assert.Contains("Sales ended 2 Feb", rows[1], StringComparison.Ordinal);
        Assert.Contains("5 left", rows[2], StringComparison.Ordinal);
        Assert.Contains("includes £1.00 booking fee", rows[2], StringComparison.Ordinal);
        Assert.Contains("All in other people’s baskets", rows[3], StringComparison.Ordinal);
        Assert.Contains("2–\u20604 per order", rows[4], StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_post_from_another_site_is_refused(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        var request = Browser.PostRequest($"/events/{show.Slug}", ToForm(show, "1", ""));
        request.Headers.Remove("Sec-Fetch-Site");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await visitor.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(
            "couldn’t verify that request",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Unknown_and_unpublished_events_are_not_found(DatabaseProvider database)
    {
        app = venues.On(database);
        var secret = await app.AddEventAsync(EventStatus.Inactive);
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync("/events/nothing-like-it")).ExpectStatus(HttpStatusCode.NotFound);
        (await visitor.OpenAsync($"/events/{secret.Slug}")).ExpectStatus(HttpStatusCode.NotFound);
        (await visitor.OpenAsync($"/events/{(await app.PublishEventAsync()).Slug.ToUpperInvariant()}")).ExpectStatus(
            HttpStatusCode.NotFound
        );
        (await PostAsync(secret, "1", "")).ExpectStatus(HttpStatusCode.NotFound);
    }

    private async Task<BrowserPage> PostAsync(Event show, string first, string second)
    {
        using var visitor = app.NewBrowser();
        return await visitor.PostAsync($"/events/{show.Slug}", ToForm(show, first, second));
    }

    private static Dictionary<string, string> ToForm(Event show, params string[] quantities) =>
        show.TicketTypes.Zip(quantities).ToDictionary(pair => $"Quantities[{pair.First.Id}]", pair => pair.Second);
}
