using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class HostNameTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private readonly TicketingApp app = venues.On(DatabaseProvider.Sqlite);

    [Theory]
    [InlineData("tickets.example", HttpStatusCode.OK)]
    [InlineData("tickets.example:8443", HttpStatusCode.OK)]
    [InlineData("localhost:5000", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:8080", HttpStatusCode.OK)]
    [InlineData("elsewhere.example", HttpStatusCode.BadRequest)]
    [InlineData("tickets.example.elsewhere.example", HttpStatusCode.BadRequest)]
    [InlineData("www.tickets.example", HttpStatusCode.BadRequest)]
    public async Task A_foreign_name_is_refused_except_for_health_probes(string host, HttpStatusCode status)
    {
        Assert.Equal(status, await StatusAsync(app, host));
        Assert.Equal(status == HttpStatusCode.OK ? HttpStatusCode.NotFound : status, await StatusAsync(app, host, "/healthy"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, host, "/health/live"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, host, "/health/ready"));
    }

    [Theory]
    [InlineData("https://tickets.müller.example")]
    [InlineData("https://tickets.xn--mller-kva.example")]
    public async Task An_international_name_is_known_as_browsers_send_it(string address)
    {
        await using var venue = new TicketingApp().Set("Site:PublicBaseUrl", address).Set("AllowedHosts", "bücher.example");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(venue, "tickets.xn--mller-kva.example"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(venue, "xn--bcher-kva.example"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(venue, "xn--bcher-kva.elsewhere.example"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("[::]")]
    [InlineData("0.0.0.0")]
    public async Task Every_name_may_be_allowed(string any)
    {
        await using var venue = new TicketingApp().Set("AllowedHosts", any);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(venue, "elsewhere.example"));
    }

    [Fact]
    public async Task A_refused_name_is_logged_with_the_setting_once_a_minute()
    {
        await using var venue = new LoggingApp();
        await StatusAsync(venue, "box.example");
        await StatusAsync(venue, "other.example");
        Assert.Single(venue.Log.Lines, line => IsRefusal(line.Text, "box.example"));
        Assert.DoesNotContain(venue.Log.Lines, line => IsRefusal(line.Text, "other.example"));
        venue.Clock.Advance(TimeSpan.FromMinutes(1));
        await StatusAsync(venue, "other.example");
        Assert.Single(venue.Log.Lines, line => IsRefusal(line.Text, "other.example"));
    }

    private static bool IsRefusal(string text, string host) =>
        text.Contains($"for host '{host}'", StringComparison.Ordinal) && text.Contains("AllowedHosts", StringComparison.Ordinal);

    [Fact]
    public async Task The_operator_can_add_names()
    {
        await using var venue = new TicketingApp().Set("AllowedHosts", "www.tickets.example; *.inside.example");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(venue, "www.tickets.example"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(venue, "box.inside.example"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(venue, "tickets.example"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(venue, "elsewhere.example"));
    }

    [Theory]
    [InlineData("https://tickets.example", HttpStatusCode.SeeOther)]
    [InlineData("http://tickets.example", HttpStatusCode.Forbidden)]
    [InlineData("https://tickets.example:8443", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task A_browser_that_tells_only_the_origin_must_tell_ours_with_its_scheme(string origin, HttpStatusCode status)
    {
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        using var request = Browser.PostRequest($"/events/{show.Slug}", [new($"Quantities[{show.GetTicketTypeId("Standing")}]", "1")]);
        request.Headers.Remove("Sec-Fetch-Site");
        request.Headers.Add("Origin", origin);
        using var answer = await visitor.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task The_public_address_counts_even_where_a_proxy_hides_that_it_is_https()
    {
        var show = await app.PublishEventAsync();
        using var visitor = new Browser(app.Server.CreateHandler(), new Uri("http://tickets.example"));
        using var request = Browser.PostRequest($"/events/{show.Slug}", [new($"Quantities[{show.GetTicketTypeId("Standing")}]", "1")]);
        request.Headers.Remove("Sec-Fetch-Site");
        request.Headers.Add("Origin", "https://tickets.example");
        using var answer = await visitor.SendAsync(request);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(TicketingApp venue, string host, string path = "/")
    {
        using var visitor = venue.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
        using var answer = await visitor.SendAsync(request);
        return answer.StatusCode;
    }
}
