using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>Requests every route anonymously.</summary>
public sealed class RouteTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private readonly TicketingApp app = venues.On(DatabaseProvider.Sqlite);

    [Fact]
    public void Every_route_is_listed() => Assert.Equal(KnownRoutes.All.Keys.Order(), Routes().Distinct().Order());

    [Fact]
    public async Task Anonymous_requests_get_the_listed_status_type_and_headers()
    {
        var fill = await PrepareAsync();
        using var browser = app.NewBrowser();
        foreach (var (route, expected) in KnownRoutes.All)
        {
            using var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, fill(expected.Path)));
            Assert.True(response.StatusCode == expected.Status, $"{route} answered {response.StatusCode}");
            Assert.True(
                (response.Content.Headers.ContentType?.MediaType ?? KnownRoutes.NoBody) == expected.Type,
                $"{route} is {response.Content.Headers.ContentType}"
            );
            AssertHardened(route, response);
        }
    }

    [Fact]
    public async Task Foreign_posts_are_refused()
    {
        var fill = await PrepareAsync();
        foreach (
            var (route, expected) in KnownRoutes.All.Where(r => r.Value.Type is KnownRoutes.Html or KnownRoutes.NoBody && r.Key != "error")
        )
        {
            foreach (var dress in new Action<HttpRequestMessage>[] { Bare, CrossSite, ForeignOrigin })
            {
                using var browser = app.NewBrowser();
                using var request = new HttpRequestMessage(HttpMethod.Post, fill(expected.Path))
                {
                    Content = new FormUrlEncodedContent([new("Quantities[x]", "1")]),
                };
                dress(request);
                using var response = await browser.SendAsync(request);
                Assert.True(
                    (int)response.StatusCode is 400 or 403 or 404 or 405 || SendsToSignIn(response),
                    $"A {dress.Method.Name} post to {route} got {response.StatusCode}"
                );
            }
        }

        await app.AssertInvariantsAsync();
    }

    private static bool SendsToSignIn(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Found
        && response.Headers.Location!.OriginalString.Contains("/admin/login", StringComparison.Ordinal);

    private static void Bare(HttpRequestMessage request) => ArgumentNullException.ThrowIfNull(request);

    private static void CrossSite(HttpRequestMessage request) => request.Headers.Add("Sec-Fetch-Site", "cross-site");

    private static void ForeignOrigin(HttpRequestMessage request) => request.Headers.Add("Origin", "https://elsewhere.example");

    private static void AssertHardened(string route, HttpResponseMessage response)
    {
        var headers = response.Headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        Assert.True(headers.GetValueOrDefault("X-Content-Type-Options") == "nosniff", route);
        var isFramed = route is "admin/notifications/{id:guid}/html" or "admin/events/{id:guid}/messages/{message:guid}/preview";
        var isEmbedded = route == "embed/events";
        Assert.True(
            headers.GetValueOrDefault("X-Frame-Options")
                == (
                    isEmbedded ? null
                    : isFramed ? "SAMEORIGIN"
                    : "DENY"
                ),
            route
        );
        Assert.False(headers.ContainsKey("Server"), route);
        var policy = headers.GetValueOrDefault("Content-Security-Policy", "");

        // The door's decoder for cameras is WebAssembly.
        var isDoor = route == "admin/check-in/{eventId:guid}";
        var strict = isDoor ? policy.Replace("'wasm-unsafe-eval'", "", StringComparison.Ordinal) : policy;
        Assert.True(
            policy.Split("; ").Contains("default-src 'none'")
                && (isFramed ? policy.Contains("sandbox", StringComparison.Ordinal) : !strict.Contains("unsafe", StringComparison.Ordinal)),
            $"{route}: {policy}"
        );
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.Contains(isFramed || isEmbedded ? "frame-ancestors 'self'" : "frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.True(headers.GetValueOrDefault("Strict-Transport-Security") == "max-age=31536000", route);
        Assert.True(headers.GetValueOrDefault("Cross-Origin-Opener-Policy") == "same-origin", route);
        Assert.True(headers.GetValueOrDefault("Cross-Origin-Resource-Policy") == "same-origin", route);
        Assert.DoesNotContain(headers.Keys, name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        AssertCharset(route, response.Content.Headers.ContentType);
        var isPrivate = route.StartsWith("orders/{", StringComparison.Ordinal) || route.StartsWith("checkout", StringComparison.Ordinal);
        var holdsToken =
            route
            is "setup"
                or "admin/join"
                or "admin/reset"
                or "admin/check/arrived"
                or "admin/unsubscribe"
                or "events/{slug}/reminder"
                or "unsubscribe"
                or "events/{slug}/waiting-list/entry"
                or "figures";
        if (isPrivate || holdsToken || route.StartsWith("admin", StringComparison.Ordinal))
        {
            Assert.True(response.Headers.CacheControl is { NoStore: true }, $"{route} may be stored: {response.Headers.CacheControl}");
        }

        var referrer =
            isPrivate || holdsToken || isFramed || route.StartsWith("payments", StringComparison.Ordinal) ? "no-referrer" : "same-origin";
        Assert.True(headers.GetValueOrDefault("Referrer-Policy") == referrer, $"{route}: {headers.GetValueOrDefault("Referrer-Policy")}");
    }

    private static void AssertCharset(string route, MediaTypeHeaderValue? type)
    {
        var isText =
            type?.MediaType is { } name
            && (name.StartsWith("text/", StringComparison.Ordinal) || name.EndsWith("xml", StringComparison.Ordinal));
        Assert.True(!isText || type?.CharSet == "utf-8", $"{route} is {type}");
    }

    /// <summary>Some answers come before routing.</summary>
    [Theory]
    [InlineData("/css/site.css", "tickets.example", HttpStatusCode.OK)]
    [InlineData("/js/passkeys.js", "tickets.example", HttpStatusCode.OK)]
    [InlineData("/no-such-file.css", "tickets.example", HttpStatusCode.NotFound)]
    [InlineData("/", "elsewhere.example", HttpStatusCode.BadRequest)]
    public async Task Files_and_refusals_have_the_headers_too(string path, string host, HttpStatusCode status)
    {
        using var browser = app.NewBrowser();
        using var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } });
        Assert.Equal(status, response.StatusCode);
        Assert.NotNull(response.Content.Headers.ContentType);
        AssertHardened(path, response);
    }

    private async Task<Func<string, string>> PrepareAsync()
    {
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        var hold = await app.PlaceHoldAsync(show, "Seated", 1);
        return path => KnownRoutes.Fill(path, show, hold, order.Reference);
    }

    private IEnumerable<string> Routes() =>
        app
            .Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(route => route != "{**path:file}"); // the source tree's own files
}
