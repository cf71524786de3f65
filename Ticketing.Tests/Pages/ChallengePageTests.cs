using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.ClientBudgets;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Pages;

/// <summary>Without JavaScript. All test browsers share one address.</summary>
public sealed class ChallengePageTests(BudgetVenueFixture venues) : IClassFixture<BudgetVenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task The_page_states_the_time_and_its_button_works_when_it_is_over(DatabaseProvider database)
    {
        var show = await CrowdAsync(database);
        using var buyer = app.NewBrowser();
        var page = (await buyer.ChooseTicketsAsync(show, ("Standing", 3))).ExpectStatus(HttpStatusCode.TooManyRequests);
        Assert.Contains("Lots of people on your network are buying tickets. Continue in 20 seconds.", page.Text, StringComparison.Ordinal);
        Assert.Equal("20", page.Headers["Retry-After"]);
        Assert.StartsWith($"20; url=/events/{show.Slug}/continue?", page.Headers["Refresh"], StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromSeconds(12));
        var early = (await page.SubmitAsync("[data-challenge]")).ExpectStatus(HttpStatusCode.TooManyRequests);
        Assert.Contains("Continue in 8 seconds.", early.Text, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromSeconds(8));
        var checkout = (await early.SubmitAsync("[data-challenge]")).ExpectStatus(HttpStatusCode.OK);
        Assert.StartsWith("/checkout/", checkout.Path, StringComparison.Ordinal);
        Assert.Contains("3 × Standing", checkout.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_page_that_it_moves_on_to_keeps_the_choice(DatabaseProvider database)
    {
        var show = await CrowdAsync(database);
        using var buyer = app.NewBrowser();
        var page = await buyer.ChooseTicketsAsync(show, ("Standing", 3));
        var next = page.Headers["Refresh"].Split("url=")[1];
        (await buyer.OpenAsync(next)).ExpectStatus(HttpStatusCode.TooManyRequests);
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        var ready = (await buyer.OpenAsync(next)).ExpectStatus(HttpStatusCode.OK);
        Assert.False(ready.Headers.ContainsKey("Refresh"));
        Assert.Contains("no-store", ready.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Contains("3 × Standing", (await ready.SubmitAsync("[data-challenge]")).Text, StringComparison.Ordinal);
        Assert.Equal($"/events/{show.Slug}", (await buyer.OpenAsync($"/events/{show.Slug}/continue?Challenge=forged")).Path);
        using var stranger = app.NewBrowser();
        Assert.Equal($"/events/{show.Slug}", (await stranger.OpenAsync(next)).Path);
    }

    [Theory, OnEitherDatabase]
    public async Task Whoever_learns_the_key_of_a_browser_cannot_make_its_cookie(DatabaseProvider database)
    {
        var show = await CrowdAsync(database);
        using var buyer = app.NewBrowser();
        var checkout = await buyer.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));
        var hold = await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(checkout.GetLastPathSegment(), default));
        var page = await buyer.ChooseTicketsAsync(show, ("Standing", 1));
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        using var request = page.BuildSubmitRequest("[data-challenge]");
        request.Headers.Add("Cookie", $"__Host-browser={hold!.BrowserKey}");
        using var thief = app.NewBrowser();
        using var refused = await thief.SendAsync(request);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        (await page.SubmitAsync("[data-challenge]")).ExpectStatus(HttpStatusCode.OK);
    }

    /// <returns>An event of which the address of all test browsers holds as much as it may without a challenge.</returns>
    private async Task<Event> CrowdAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100));
        using var crowd = app.NewBrowser();
        (await crowd.ChooseTicketsAsync(show, ("Standing", 10))).ExpectStatus(HttpStatusCode.OK);
        return show;
    }
}
