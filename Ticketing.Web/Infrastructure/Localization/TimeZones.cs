using NodaTime;
using NodaTime.TimeZones;

namespace Ticketing.Infrastructure.Localization;

/// <summary>Time zones known to both the operating system and NodaTime (calendar files).</summary>
public static class TimeZones
{
    private static readonly Lazy<IReadOnlyList<string>> Known = new(() =>
        [.. DateTimeZoneProviders.Tzdb.Ids.Where(id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out _))]
    );

    /// <summary>Names that now stand for a zone in another country.</summary>
    private static readonly Dictionary<string, string> FormerNames = new()
    {
        ["Africa/Asmera"] = "ER",
        ["Africa/Timbuktu"] = "ML",
        ["America/Coral_Harbour"] = "CA",
        ["America/Virgin"] = "VI",
        ["Atlantic/Jan_Mayen"] = "NO",
        ["Iceland"] = "IS",
        ["Pacific/Ponape"] = "FM",
        ["Pacific/Truk"] = "FM",
        ["Pacific/Yap"] = "FM",
    };

    /// <summary>"Europe/London" and the like, without technical names.</summary>
    public static IEnumerable<string> Suggested =>
        Known.Value.Where(id =>
            id == "UTC" || (id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal))
        );

    public static IReadOnlyList<string> All => Known.Value;

    /// <returns>ISO 3166 code such as "GB", or null for zones without a place such as UTC.</returns>
    public static string? FindCountry(string id) => FindListedCountry(id) ?? FindFormerCountry(id);

    private static string? FindListedCountry(string id) =>
        TzdbDateTimeZoneSource.Default.ZoneLocations?.FirstOrDefault(location => location.ZoneId == id)?.CountryCode;

    private static string? FindFormerCountry(string id) =>
        FormerNames.TryGetValue(id, out var country) ? country
        : TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(id, out var canonical) ? FindListedCountry(canonical)
        : null;

    public static bool IsKnown(string id) => Known.Value.Contains(id);
}
