using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class ProxyTests
{
    private const string Warning = "X-Forwarded-For is ignored";

    [Fact]
    public async Task An_unknown_proxy_is_logged_once()
    {
        await using var venue = new LoggingApp();
        await AskAsync(venue, null);
        Assert.Equal(0, venue.Log.Count(Warning));
        await AskAsync(venue, "203.0.113.7");
        await AskAsync(venue, "203.0.113.8");
        Assert.Equal(1, venue.Log.Count(Warning));
    }

    [Fact]
    public async Task A_known_proxy_is_trusted_without_a_warning()
    {
        await using var venue = new LoggingApp();
        venue.Set("Proxy:KnownNetworks:0", "10.0.0.0/8");
        await AskAsync(venue, "203.0.113.7", "10.1.2.3");
        Assert.Equal(0, venue.Log.Count(Warning));
        await AskAsync(venue, "203.0.113.7", "192.0.2.1");
        Assert.Equal(1, venue.Log.Count(Warning));
    }

    [Fact]
    public async Task An_unreadable_value_from_a_known_proxy_is_logged_as_such()
    {
        await using var venue = new LoggingApp();
        venue.Set("Proxy:KnownNetworks:0", "10.0.0.0/8");
        await AskAsync(venue, "<script>not an address", "10.1.2.3");
        await AskAsync(venue, "unknown", "::ffff:10.1.2.3");
        Assert.Equal(0, venue.Log.Count(Warning));
        Assert.Equal(1, venue.Log.Count("from the known proxy 10.1.2.3 is ignored: its value is not an address"));
        Assert.Equal(0, venue.Log.Count("script"));
    }

    [Theory]
    [InlineData("1", "10.0.0.2")]
    [InlineData("2", "203.0.113.7")]
    [InlineData("3", "203.0.113.7")]
    public async Task A_chain_of_known_proxies_is_followed_as_far_as_the_setting_says(string limit, string visitor)
    {
        await using var venue = new LoggingApp();
        venue.Set("Proxy:KnownNetworks:0", "10.0.0.0/8").Set("Proxy:ForwardLimit", limit);
        var request = await AskAsync(venue, "198.51.100.9, 203.0.113.7, 10.0.0.2", "10.0.0.1");
        Assert.Equal(visitor, request.Connection.RemoteIpAddress?.ToString());
    }

    [Theory]
    [InlineData("10.0.0.1", "tickets.example", "internal", 200)]
    [InlineData("10.0.0.1", "elsewhere.example", "tickets.example", 400)]
    [InlineData("192.0.2.1", "elsewhere.example", "tickets.example", 200)]
    [InlineData("192.0.2.1", "tickets.example", "internal", 400)]
    public async Task The_forwarded_host_counts_if_a_known_proxy_sent_it(string remote, string forwarded, string host, int status)
    {
        await using var venue = new LoggingApp();
        venue.Set("Proxy:KnownNetworks:0", "10.0.0.0/8");
        var request = await venue.Server.SendAsync(
            context =>
            {
                context.Request.Path = "/find-us";
                context.Request.Host = new(host);
                context.Request.Headers["X-Forwarded-Host"] = forwarded;
                context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse(remote);
            },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(status, request.Response.StatusCode);
    }

    private static Task<Microsoft.AspNetCore.Http.HttpContext> AskAsync(
        LoggingApp venue,
        string? forwardedFor,
        string remote = "192.0.2.1"
    ) =>
        venue.Server.SendAsync(
            context =>
            {
                context.Request.Path = "/health/live";
                context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse(remote);
                if (forwardedFor is not null)
                {
                    context.Request.Headers["X-Forwarded-For"] = forwardedFor;
                }
            },
            TestContext.Current.CancellationToken
        );
}
