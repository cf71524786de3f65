using System.Net;
using Ticketing.Pages;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed class MeetingAnError(Venues venues) : IClassFixture<Venues>
{
    private readonly TicketingApp app = venues.On(DatabaseProvider.Sqlite);

    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/css/no-such-file.css")]
    [InlineData("/events/nothing/poster.svg")]
    [InlineData("/error")]
    [InlineData("/error?status=500")]
    public async Task An_address_that_leads_nowhere_says_so(string path)
    {
        using var visitor = app.NewBrowser();
        var page = (await visitor.OpenAsync(path)).Expect(HttpStatusCode.NotFound);
        Assert.Equal("We can’t find that page", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal("noindex", page.Document.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Contains("no-store", page.Headers["Cache-Control"], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_status_has_words_of_its_own()
    {
        int[] told = [400, 403, 404, 405, 410, 413, 429, 500, 503];
        Assert.Equal(told.Length, told.Select(status => ErrorText.Of(status).Title).Distinct().Count());

        // A busy error may come after a partial success: neither text may claim that nothing happened.
        Assert.All([500, 503], status => Assert.Contains("before you pay again", ErrorText.Of(status).Text, StringComparison.Ordinal));
        Assert.All([500, 503], status => Assert.DoesNotContain("nothing was", ErrorText.Of(status).Text, StringComparison.OrdinalIgnoreCase));
    }
}
