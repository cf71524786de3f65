using System.Net;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>A cached page is sent to everybody, so nothing in it may come from the one who requested it first.</summary>
public sealed class CachedPageTests
{
    private static readonly Dictionary<string, Action<HttpRequestMessage>> OddRequests = new()
    {
        ["odd case"] = request => request.RequestUri = new Uri(ChangeCase(request.RequestUri!.OriginalString), UriKind.Relative),
        ["a long query"] = request => AddQuery(request, $"utm_source={new string('x', 7000)}"),
        ["odd keys"] = request => AddQuery(request, "handler=Post&page=/Past&slug=other&area=Admin&v=1&culture=de&returnUrl=//elsewhere"),
        ["another host"] = request => request.Headers.Host = "localhost",
        ["no encryption"] = request =>
            request.RequestUri = new Uri($"http://tickets.example{request.RequestUri!.OriginalString}", UriKind.Absolute),
        ["headers of a proxy"] = request =>
        {
            foreach (
                var name in new[]
                {
                    "X-Forwarded-Host",
                    "X-Forwarded-Prefix",
                    "X-Original-URL",
                    "X-Rewrite-URL",
                    "X-Original-Host",
                    "Forwarded",
                }
            )
            {
                request.Headers.TryAddWithoutValidation(name, "host=elsewhere.example");
            }

            request.Headers.Add("X-Forwarded-Proto", "http");
            request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        },
        ["headers of a browser"] = request =>
        {
            request.Headers.Add("Accept", "application/json");
            request.Headers.Add("Accept-Language", "ar");
            request.Headers.Add("Accept-Encoding", "gzip, br");
            request.Headers.TryAddWithoutValidation("User-Agent", "Odd/1.0 <script>");
            request.Headers.Add("Referer", "https://elsewhere.example/");
            request.Headers.Add("Origin", "https://elsewhere.example");
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
            request.Headers.TryAddWithoutValidation("Cookie", "__Host-browser=0123456789abcdef0123456789abcdef; odd=1");
            request.Headers.Add("X-Requested-With", "XMLHttpRequest");
        },
        ["HEAD"] = request => request.Method = HttpMethod.Head,
    };

    // The middleware may add these to a cached response.
    private static readonly string[] HeadersOfOneResponse = ["Date", "Age"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cached_pages_do_not_depend_on_the_request_that_rendered_them()
    {
        await using var app = new CachingApp();
        var show = await app.PublishEventAsync();
        using var browser = app.NewBrowser();
        var faults = new List<string>();
        var paths = FindCachedRoutes(app).Select(route => KnownRoutes.Fill(KnownRoutes.All[route].Path, show));
        foreach (var path in paths)
        {
            app.Store.Pages.Clear();
            var clean = await RequestCachedAsync(browser, path);
            Assert.True(app.Store.Pages.Count == 1, $"{path} is not cached once: {string.Join(", ", app.Store.Pages.Keys)}");
            foreach (var (name, change) in OddRequests)
            {
                app.Store.Pages.Clear();
                await RequestAsync(browser, path, change);
                if (await RequestCachedAsync(browser, path) is var next && next != clean)
                {
                    faults.Add($"{path} after a request with {name}: {DescribeDifference(clean, next)}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public async Task Pages_that_are_known_to_be_cached_are_checked()
    {
        await using var app = new CachingApp();
        Assert.Superset(
            new HashSet<string>
            {
                "",
                "past",
                "events/{slug}",
                "events/{slug}/poster.svg",
                "events/{slug}/calendar.ics",
                "sitemap.xml",
                "robots.txt",
                "api/v1/events",
            },
            FindCachedRoutes(app).ToHashSet()
        );
    }

    private static List<string> FindCachedRoutes(CachingApp app) =>
        [
            .. app
                .Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(endpoint =>
                    endpoint.Metadata.GetMetadata<OutputCacheAttribute>() is not null
                    || endpoint.Metadata.GetMetadata<IOutputCachePolicy>() is not null
                )
                .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))
                .Distinct(),
        ];

    // The second response comes from the cache, whoever filled it.
    private static async Task<string> RequestCachedAsync(Browser browser, string path)
    {
        await RequestAsync(browser, path, _ => { });
        return await RequestAsync(browser, path, _ => { });
    }

    private static async Task<string> RequestAsync(Browser browser, string path, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        change(request);
        using var response = await browser.SendAsync(request);
        Assert.True(
            response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.MovedPermanently
                // The API refuses parameters that it does not know.
                || (response.StatusCode == HttpStatusCode.BadRequest && path.StartsWith("/api/", StringComparison.Ordinal)),
            $"{request.RequestUri} answered {response.StatusCode}"
        );
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .Where(header => !HeadersOfOneResponse.Contains(header.Key))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        return $"{response.StatusCode}\n{string.Join('\n', headers)}\n\n{await response.Content.ReadAsStringAsync(Ct)}";
    }

    private static void AddQuery(HttpRequestMessage request, string query) =>
        request.RequestUri = new Uri($"{request.RequestUri!.OriginalString}?{query}", UriKind.Relative);

    private static string ChangeCase(string path) =>
        string.Concat(path.Select((letter, i) => i % 2 == 0 ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter)));

    private static string DescribeDifference(string expected, string actual) =>
        expected
            .Split('\n')
            .Zip(actual.Split('\n'))
            .Where(pair => pair.First != pair.Second)
            .Select(pair => $"'{Shorten(pair.First)}' became '{Shorten(pair.Second)}'")
            .FirstOrDefault("another length");

    private static string Shorten(string line) => line.Trim().Length > 300 ? line.Trim()[..300] + "…" : line.Trim();
}
