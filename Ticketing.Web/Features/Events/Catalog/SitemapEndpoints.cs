using System.Xml.Linq;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Events.Catalog;

public static class SitemapEndpoints
{
    private static readonly XNamespace Schema = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public static void MapSitemap(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/robots.txt",
                (IOptionsMonitor<SiteOptions> site) => TypedResults.Text(CreateRobotsText(GetBaseAddress(site)), "text/plain")
            )
            .CacheOutput(PageCache.OneSecond)
            .NeedsNoDatabase();
        routes.MapGet("/sitemap.xml", GetSitemapAsync).CacheOutput(PageCache.OneSecond);
    }

    private static string CreateRobotsText(Uri? home) =>
        string.Join(
            '\n',
            (string[])
                [
                    "User-agent: *",
                    "Disallow: /admin",
                    "Disallow: /checkout/",
                    "Disallow: /orders/",
                    "Disallow: /sandbox/",
                    .. home is null ? [] : (string[])[$"Sitemap: {new Uri(home, "/sitemap.xml")}"],
                    "",
                ]
        );

    private static async Task<IResult> GetSitemapAsync(EventCatalogue catalogue, IOptionsMonitor<SiteOptions> site, CancellationToken ct)
    {
        if (GetBaseAddress(site) is not { } home)
        {
            return TypedResults.NotFound();
        }

        var events = (await catalogue.GetUpcomingAsync(null, ct)).Concat(await catalogue.GetPastAsync(null, ct));
        var paths = events.Select(e => $"/events/{e.Slug}").Prepend("/past").Prepend("/find-us").Prepend("/");
        var list = new XElement(
            Schema + "urlset",
            paths.Select(path => new XElement(Schema + "url", new XElement(Schema + "loc", new Uri(home, path).ToString())))
        );
        return TypedResults.Text(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + list.ToString(SaveOptions.DisableFormatting),
            "application/xml"
        );
    }

    private static Uri? GetBaseAddress(IOptionsMonitor<SiteOptions> site) =>
        Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home) ? home : null;
}
