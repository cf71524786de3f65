using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Pages.Languages;

/// <param name="Url">Absolute if the public address is configured.</param>
public sealed record LanguageLink(Language Language, string Path, string Url, bool IsCurrent)
{
    /// <summary>In the language to which the link leads.</summary>
    public string OfferText
    {
        get
        {
            using var _ = Language.Use();
            return T["This page in {0}", Language.Name];
        }
    }
}

/// <summary>Addresses of a buyer's page in each language that the venue offers.</summary>
public sealed class PageLanguages(SiteLanguages languages, IOptionsMonitor<SiteOptions> site)
{
    /// <summary>The default first.</summary>
    public IReadOnlyList<LanguageLink> GetLinks(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var path = GetPath(context);
        return [.. languages.All.Union([Language.Current]).Select(language => CreateLink(language, languages.GetPath(language, path)))];
    }

    /// <summary>As the route spells it if it can, because a cached page must not depend on the request.</summary>
    private static string GetPath(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint { RoutePattern: { Parameters.Count: 0, RawText: { } route } }
            ? "/" + (route == "Index" ? "" : route.TrimStart('/'))
            : context.Request.Path.ToUriComponent();

    private LanguageLink CreateLink(Language language, string path) => new(language, path, GetUrl(path), language == Language.Current);

    private string GetUrl(string path) =>
        Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home) ? new Uri(home, path).ToString() : path;
}
