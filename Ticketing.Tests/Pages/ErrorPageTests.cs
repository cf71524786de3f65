using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Pages;
using Ticketing.Tests.Support.Apps;
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

    [Fact]
    public void Every_status_has_its_own_text()
    {
        int[] told = [400, 403, 404, 405, 410, 413, 429, 500, 503];
        Assert.Equal(told.Length, told.Select(status => ErrorText.ForStatus(status).Title).Distinct().Count());

        // A busy error may come after a partial success: neither text may claim that nothing happened.
        Assert.All(
            [500, 503],
            status => Assert.Contains("before you pay again", ErrorText.ForStatus(status).Text, StringComparison.Ordinal)
        );
        Assert.All(
            [500, 503],
            status => Assert.DoesNotContain("nothing was", ErrorText.ForStatus(status).Text, StringComparison.OrdinalIgnoreCase)
        );
    }
}
