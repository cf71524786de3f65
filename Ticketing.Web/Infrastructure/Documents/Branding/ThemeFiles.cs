using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Documents.Branding;

/// <summary>The colour is in the URL, so that browsers can cache the file.</summary>
public static class ThemeFiles
{
    public static string GetStylesheetUrl(SiteOptions venue) => $"/theme.css?v={GetVersion(venue)}";

    public static string GetIconUrl(SiteOptions venue) => $"/favicon.svg?v={GetVersion(venue)}";

    public static string GetTouchIconUrl(SiteOptions venue) => $"/apple-touch-icon.png?v={GetVersion(venue)}";

    public static string GetVersion(SiteOptions venue) => venue.AccentColor.TrimStart('#');
}
