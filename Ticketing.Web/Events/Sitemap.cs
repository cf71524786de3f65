using System.Xml.Linq;
using Microsoft.Extensions.Options;
using Ticketing.Hosting;
using Ticketing.Settings;

namespace Ticketing.Events;

public static class Sitemap
{
    private static readonly XNamespace Schema = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public static void MapSitemap(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/robots.txt", (IOptionsMonitor<SiteOptions> site) => TypedResults.Text(Robots(Home(site)), "text/plain"))
            .CacheOutput(PageCache.ForASecond).NeedsNoDatabase();
        routes.MapGet("/sitemap.xml", ListAsync).CacheOutput(PageCache.ForASecond);
    }

    private static string Robots(Uri? home) => string.Join('\n', (string[])
    [
        "User-agent: *", "Disallow: /admin", "Disallow: /checkout/", "Disallow: /orders/", "Disallow: /sandbox/",
        .. home is null ? [] : (string[])[$"Sitemap: {new Uri(home, "/sitemap.xml")}"], "",
    ]);

    private static async Task<IResult> ListAsync(Catalogue catalogue, IOptionsMonitor<SiteOptions> site, CancellationToken ct)
    {
        if (Home(site) is not { } home)
        {
            return TypedResults.NotFound();
        }

        var events = (await catalogue.UpcomingAsync(null, ct)).Concat(await catalogue.PastAsync(null, ct));
        var paths = events.Select(e => $"/events/{e.Slug}").Prepend("/past").Prepend("/find-us").Prepend("/");
        var list = new XElement(Schema + "urlset", paths.Select(path =>
            new XElement(Schema + "url", new XElement(Schema + "loc", new Uri(home, path).ToString()))));
        return TypedResults.Text("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + list.ToString(SaveOptions.DisableFormatting), "application/xml");
    }

    private static Uri? Home(IOptionsMonitor<SiteOptions> site) =>
        Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home) ? home : null;
}
