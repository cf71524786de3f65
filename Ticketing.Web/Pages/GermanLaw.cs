using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Pages;

/// <summary>
/// Asks for an imprint (§ 5 DDG), certain words on the button that orders (§ 312j BGB) and a note on the right of withdrawal.
/// </summary>
internal static class GermanLaw
{
    /// <summary>On every page of a venue in Germany. Other venues follow it on pages in German.</summary>
    public static bool AppliesTo(SiteOptions site) => Language.Current.IsGerman || IsInGermany(site);

    public static bool IsInGermany(SiteOptions site) => TimeZones.FindCountry(site.TimeZone) == "DE";
}
