namespace Ticketing.Settings.Theme;

/// <summary>Where the files are that are drawn in the venue's colour: another address for another colour, so that browsers may keep them.</summary>
public static class ThemeFiles
{
    public static string SheetOf(SiteOptions venue) => $"/theme.css?v={VersionOf(venue)}";

    public static string IconOf(SiteOptions venue) => $"/favicon.svg?v={VersionOf(venue)}";

    public static string VersionOf(SiteOptions venue) => venue.AccentColor.TrimStart('#');
}
