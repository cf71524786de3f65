using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Infrastructure.Localization;

/// <summary>Absolute addresses of buyers' pages in the current language, always at the configured public address.</summary>
public sealed class BuyerLinks(SiteLanguages languages, IOptionsMonitor<SiteOptions> site)
{
    /// <param name="path">Begins with "/", without a language.</param>
    public string GetUrl(string path) => GetUrlWithoutLanguage(languages.GetPath(Language.Current, path));

    /// <summary>For programs, which read no page.</summary>
    public string GetUrlWithoutLanguage(string path) => new Uri(new Uri(site.CurrentValue.PublicBaseUrl), path).AbsoluteUri;
}
