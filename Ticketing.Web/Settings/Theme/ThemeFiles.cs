namespace Ticketing.Settings.Theme;

/// <summary>The colour is in the URL, so that browsers can cache the file.</summary>
public static class ThemeFiles
{
    public static string SheetOf(SiteOptions venue) => $"/theme.css?v={VersionOf(venue)}";

    public static string IconOf(SiteOptions venue) => $"/favicon.svg?v={VersionOf(venue)}";

    public static string VersionOf(SiteOptions venue) => venue.AccentColor.TrimStart('#');
}
