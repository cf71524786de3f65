namespace Ticketing.Features.Accounts.Sessions;

/// <summary>Only names from these lists, because a browser may claim to be anything.</summary>
public static class DeviceName
{
    public const string Unknown = "Unknown device";
    private const string UnknownBrowser = "Unknown browser";

    // Most browsers claim to be others too, so the first match counts.
    private static readonly (string Token, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Vivaldi/", "Vivaldi"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Token, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ];

    /// <returns>Such as "Firefox on Windows".</returns>
    public static string From(string? userAgent) =>
        (Find(Browsers, userAgent ?? ""), Find(Systems, userAgent ?? "")) switch
        {
            ({ } browser, { } system) => $"{browser} on {system}",
            ({ } browser, null) => browser,
            (null, { } system) => $"{UnknownBrowser} on {system}",
            _ => Unknown,
        };

    /// <param name="name">As it was stored.</param>
    public static string Translate(string name) =>
        name == Unknown ? T["Unknown device"]
        : name.Split(" on ") is [var browser, var system]
            ? T["{0} on {1}", browser == UnknownBrowser ? T["Unknown browser"] : browser, system]
        : name;

    private static string? Find((string Token, string Name)[] known, string userAgent) =>
        known.FirstOrDefault(entry => userAgent.Contains(entry.Token, StringComparison.Ordinal)).Name;
}
