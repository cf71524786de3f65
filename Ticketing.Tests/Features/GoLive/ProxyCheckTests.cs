using System.Net;
using Microsoft.AspNetCore.Http;
using Ticketing.Features.GoLive;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class ProxyCheckTests
{
    private const string Proto = "X-Forwarded-Proto: https";

    [Theory]
    [InlineData("10.1.2.3", GoLiveStatus.Ok, "The proxy is trusted", "X-Forwarded-For: 203.0.113.7", Proto)]
    [InlineData("::ffff:10.1.2.3", GoLiveStatus.Ok, "The proxy is trusted", "X-Forwarded-For: 203.0.113.7", Proto)]
    [InlineData("192.0.2.1", GoLiveStatus.Fail, "The proxy 192.0.2.1 is not trusted", "X-Forwarded-For: 203.0.113.7", Proto)]
    [InlineData("::ffff:192.0.2.1", GoLiveStatus.Fail, "The proxy 192.0.2.1 is not trusted", "X-Forwarded-For: 203.0.113.7", Proto)]
    [InlineData("10.1.2.3", GoLiveStatus.Fail, "an X-Forwarded-For that is no address", "X-Forwarded-For: unknown", Proto)]
    [InlineData("10.1.2.3", GoLiveStatus.Fail, "sends no X-Forwarded-For", Proto)]
    [InlineData(
        "10.1.2.3",
        GoLiveStatus.Fail,
        "Raise the number of proxies (Proxy:ForwardLimit)",
        "X-Forwarded-For: 203.0.113.7, 198.51.100.9",
        Proto
    )]
    [InlineData("10.1.2.3", GoLiveStatus.Fail, "Visitors use https, but the program sees http", "X-Forwarded-For: 203.0.113.7")]
    [InlineData("10.1.2.3", GoLiveStatus.Fail, "Visitors use https, but the program sees http")]
    [InlineData("192.0.2.1", GoLiveStatus.Fail, "Visitors use https, but the program sees http", Proto)]
    public async Task The_line_says_how_forwarded_headers_arrive(string from, GoLiveStatus status, string text, params string[] headers)
    {
        await using var venue = new GoLiveVenue();
        venue.Set("Proxy:KnownNetworks:0", "10.0.0.0/8");
        venue.Proxy = context => Arrive(context, from, headers);
        await venue.AssertFindsAsync("proxy", status, text);
    }

    [Fact]
    public async Task A_host_name_that_the_proxy_changes_is_a_warning()
    {
        await using var venue = new GoLiveVenue();
        venue.Set("Proxy:KnownNetworks:0", "10.0.0.0/8");
        venue.Proxy = context =>
        {
            Arrive(context, "10.1.2.3", "X-Forwarded-For: 203.0.113.7", Proto);
            context.Request.Host = new HostString("localhost:8080");
        };
        await venue.AssertFindsAsync("proxy", GoLiveStatus.Warn, "Visitors ask for tickets.example, but the program sees localhost:8080");
    }

    private static void Arrive(HttpContext context, string from, params string[] headers)
    {
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        context.Request.Scheme = "http";
        foreach (var header in headers.Select(header => header.Split(": ")))
        {
            context.Request.Headers[header[0]] = header[1];
        }
    }
}
