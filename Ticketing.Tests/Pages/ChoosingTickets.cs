using System.Net;
using Ticketing.Events;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed class ChoosingTickets(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task What_is_chosen_is_held_and_leads_to_the_checkout(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        using var visitor = app.NewBrowser();
        using var answer = await visitor.SendAsync(Browser.PostRequest($"/events/{show.Slug}", Wish(show, "2", "")));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith("/checkout/", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-browser=", cookie, StringComparison.Ordinal);
        Assert.All(["secure", "httponly", "samesite=lax", "path=/", "max-age=86400"], flag => Assert.Contains(flag, cookie, StringComparison.OrdinalIgnoreCase));
        await app.UseAsync<Catalogue>(async catalogue => Assert.Equal(2, (await catalogue.GetAsync(show.Id, TestContext.Current.CancellationToken)).Held));
    }

    [Theory, OnBothDatabases]
    public async Task Every_reason_is_told_next_to_its_type_and_at_the_top_and_the_numbers_stay(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync(new TypeDraft("Standing", 1400, 2), new TypeDraft("Seated", 2400, 50, t => t.MaxPerOrder = 4));
        var page = (await PostAsync(show, "3", "5")).Expect(HttpStatusCode.Conflict);
        var alert = page.Document.QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains("Only 2 left", alert, StringComparison.Ordinal);
        Assert.Contains("At most 4 per order", alert, StringComparison.Ordinal);
        var rows = page.Document.QuerySelectorAll("li.refused").ToList();
        Assert.Equal(["3", "5"], rows.Select(row => row.QuerySelector("input")!.GetAttribute("value")));
        Assert.Contains("Only 2 left", rows[0].QuerySelector(".error")!.TextContent, StringComparison.Ordinal);
        await app.AssertInvariantsAsync();
    }

    [Theory]
    [OnBothDatabases("", "", "choose at least one")]
    [OnBothDatabases("0", "0", "choose at least one")]
    [OnBothDatabases("-1", "", "whole number")]
    [OnBothDatabases("two", "1", "whole number")]
    [OnBothDatabases("1.5", "", "whole number")]
    [OnBothDatabases("99999999999", "", "whole number")]
    public async Task Nothing_or_nonsense_is_asked_again(DatabaseProvider database, string standing, string seated, string says)
    {
        app = venues.On(database);
        var page = (await PostAsync(await app.PublishAsync(), standing, seated)).Expect(HttpStatusCode.BadRequest);
        Assert.Contains(says, page.Document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_third_hold_leads_back_to_the_two_that_are_open(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        using var visitor = app.NewBrowser();
        var codes = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var placed = await visitor.SendAsync(Browser.PostRequest($"/events/{show.Slug}", Wish(show, "1", "")));
            codes.Add(placed.Headers.Location!.OriginalString);
        }

        var page = (await visitor.PostAsync($"/events/{show.Slug}", Wish(show, "1", ""))).Expect(HttpStatusCode.Conflict);
        Assert.Equal(codes.Order(), page.Document.QuerySelectorAll("[role=alert] a").Select(a => a.GetAttribute("href")!).Order());
    }

    [Theory, OnBothDatabases]
    public async Task A_cancelled_show_is_shown_but_not_sold(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync(e => e.Cancel());
        using var visitor = app.NewBrowser();
        var page = (await visitor.OpenAsync($"/events/{show.Slug}")).Expect(HttpStatusCode.OK);
        Assert.Contains("This concert is cancelled", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form.picker"));
        (await PostAsync(show, "1", "")).Expect(HttpStatusCode.Conflict);
    }

    [Theory, OnBothDatabases]
    public async Task Each_type_says_when_and_why_it_can_be_had(DatabaseProvider database)
    {
        app = venues.On(database);
        var now = app.Clock.GetUtcNow();
        var show = await app.PublishAsync(
            new TypeDraft("Soon", 1400, 100, t => t.SalesStartAt = now.AddDays(1)), new TypeDraft("Early", 1400, 100, t => t.SalesEndAt = now.AddDays(-1)),
            new TypeDraft("Few", 1400, 5), new TypeDraft("Held", 1400, 1), new TypeDraft("Pair", 1400, 100, t => { t.MinPerOrder = 2; t.MaxPerOrder = 4; }));
        await app.HeldAsync(show, "Held", 1);
        using var visitor = app.NewBrowser();
        var rows = (await visitor.OpenAsync($"/events/{show.Slug}")).Document.QuerySelectorAll("li.type").Select(row => row.TextContent).ToList();
        Assert.Contains("on sale from Tue 4 Feb, 12:00", rows[0], StringComparison.Ordinal);
        Assert.Contains("sale ended 2 Feb", rows[1], StringComparison.Ordinal);
        Assert.Contains("5 left", rows[2], StringComparison.Ordinal);
        Assert.Contains("includes £1.00 booking fee", rows[2], StringComparison.Ordinal);
        Assert.Contains("all held at the moment: some may come back", rows[3], StringComparison.Ordinal);
        Assert.Contains("2 to 4 per order", rows[4], StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_post_from_another_site_is_refused(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        using var visitor = app.NewBrowser();
        var request = Browser.PostRequest($"/events/{show.Slug}", Wish(show, "1", ""));
        request.Headers.Remove("Sec-Fetch-Site");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await visitor.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("did not come from our page", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_unknown_show_is_not_found_however_it_is_asked_for(DatabaseProvider database)
    {
        app = venues.On(database);
        var secret = await app.PublishAsync(e => e.Withdraw());
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync("/events/nothing-like-it")).Expect(HttpStatusCode.NotFound);
        (await visitor.OpenAsync($"/events/{secret.Slug}")).Expect(HttpStatusCode.NotFound);
        (await visitor.OpenAsync($"/events/{(await app.PublishAsync()).Slug.ToUpperInvariant()}")).Expect(HttpStatusCode.NotFound);
        (await PostAsync(secret, "1", "")).Expect(HttpStatusCode.NotFound);
    }

    private async Task<Page> PostAsync(Event show, string first, string second)
    {
        using var visitor = app.NewBrowser();
        return await visitor.PostAsync($"/events/{show.Slug}", Wish(show, first, second));
    }

    private static Dictionary<string, string> Wish(Event show, params string[] quantities) =>
        show.TicketTypes.Zip(quantities).ToDictionary(pair => $"Quantities[{pair.First.Id}]", pair => pair.Second);
}
