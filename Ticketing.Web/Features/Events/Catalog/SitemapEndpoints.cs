using System.Xml.Linq;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Startup;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Events.Catalog;

public static class SitemapEndpoints
{
    private static readonly XNamespace Schema = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

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

    private static async Task<IResult> GetSitemapAsync(
        EventCatalogue catalogue,
        SiteLanguages languages,
        IOptionsMonitor<SiteOptions> site,
        CancellationToken ct
    )
    {
        if (GetBaseAddress(site) is not { } home)
        {
            return TypedResults.NotFound();
        }

        var events = (await catalogue.GetUpcomingAsync(null, ct)).Concat(await catalogue.GetPastAsync(null, ct));
        var paths = events.Select(e => $"/events/{e.Slug}").Prepend("/past").Prepend("/find-us").Prepend("/");
        var list = new XElement(
            Schema + "urlset",
            new XAttribute(XNamespace.Xmlns + "xhtml", Xhtml),
            paths.SelectMany(path => DescribePage(home, path, languages))
        );
        return TypedResults.Text(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + list.ToString(SaveOptions.DisableFormatting),
            "application/xml"
        );
    }

    /// <summary>One entry for each language, and each names all others, as search engines ask.</summary>
    private static IEnumerable<XElement> DescribePage(Uri home, string path, SiteLanguages languages)
    {
        var pages = languages
            .All.Select(language => (language.Tag, Url: new Uri(home, languages.GetPath(language, path)).ToString()))
            .ToList();
        IEnumerable<(string Tag, string Url)> alternates = pages.Count > 1 ? [.. pages, ("x-default", pages[0].Url)] : [];
        return pages.Select(page => new XElement(
            Schema + "url",
            new XElement(Schema + "loc", page.Url),
            alternates.Select(other => new XElement(
                Xhtml + "link",
                new XAttribute("rel", "alternate"),
                new XAttribute("hreflang", other.Tag),
                new XAttribute("href", other.Url)
            ))
        ));
    }

    private static Uri? GetBaseAddress(IOptionsMonitor<SiteOptions> site) =>
        Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home) ? home : null;
}
