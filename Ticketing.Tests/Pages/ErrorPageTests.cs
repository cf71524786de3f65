using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Pages;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed class ErrorPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private readonly TicketingApp app = venues.On(DatabaseProvider.Sqlite);

    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/css/no-such-file.css")]
    [InlineData("/events/nothing/poster.svg")]
    [InlineData("/error")]
    [InlineData("/error?status=500")]
    public async Task An_unknown_address_shows_the_not_found_page(string path)
    {
        using var visitor = app.NewBrowser();
        var page = (await visitor.OpenAsync(path)).ExpectStatus(HttpStatusCode.NotFound);
        Assert.Equal("We can’t find that page", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal("noindex", page.Document.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Contains("no-store", page.Headers["Cache-Control"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Please allow cookies")]
    [InlineData("other=1", "We couldn’t read that")]
    public async Task A_form_from_a_browser_that_blocks_cookies_says_so(string? cookies, string title)
    {
        var hold = await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 1);
        using var visitor = app.NewBrowser();
        using var request = Browser.PostRequest($"/checkout/{hold}", [new("Name", "Ada Lovelace"), new("Email", "ada@example.com")]);
        request.Headers.TryAddWithoutValidation("Cookie", cookies);
        var page = await visitor.FollowAsync(request);
        page.ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Equal(title, page.Document.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public void Every_status_has_its_own_text()
    {
        int[] told = [400, 403, 404, 405, 408, 410, 413, 429, 500, 503];
        Assert.Equal(told.Length, told.Select(status => ErrorText.ForStatus(status).Title).Distinct().Count());

        // A busy error may come after a partial success: neither text may claim that nothing happened.
        Assert.All(
            [500, 503],
            status => Assert.Contains("before paying again", ErrorText.ForStatus(status).Text, StringComparison.Ordinal)
        );
        Assert.All(
            [500, 503],
            status => Assert.DoesNotContain("nothing was", ErrorText.ForStatus(status).Text, StringComparison.OrdinalIgnoreCase)
        );
    }
}
