using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Ticketing.Infrastructure.Languages;

/// <summary>Names of the cities that time zones are called after, by Unicode's CLDR. English has those of the zones' ids.</summary>
public static class TimeZoneCities
{
    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> ByLanguage = new();

    /// <summary>CLDR keeps the first id that a zone had.</summary>
    private static readonly Dictionary<string, string> FirstIds = new()
    {
        ["America/Argentina/Buenos_Aires"] = "America/Buenos_Aires",
        ["America/Argentina/Catamarca"] = "America/Catamarca",
        ["America/Argentina/Cordoba"] = "America/Cordoba",
        ["America/Argentina/Jujuy"] = "America/Jujuy",
        ["America/Argentina/Mendoza"] = "America/Mendoza",
        ["America/Indiana/Indianapolis"] = "America/Indianapolis",
        ["America/Kentucky/Louisville"] = "America/Louisville",
        ["America/Nuuk"] = "America/Godthab",
        ["Asia/Ho_Chi_Minh"] = "Asia/Saigon",
        ["Asia/Kathmandu"] = "Asia/Katmandu",
        ["Asia/Kolkata"] = "Asia/Calcutta",
        ["Asia/Yangon"] = "Asia/Rangoon",
        ["Atlantic/Faroe"] = "Atlantic/Faeroe",
        ["Europe/Kyiv"] = "Europe/Kiev",
        ["Pacific/Kanton"] = "Pacific/Enderbury",
    };

    /// <param name="zone">"Europe/Vienna".</param>
    /// <returns>"Wien" in German; "Vienna" if the language has no other name.</returns>
    public static string GetName(string zone, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(culture);
        return ByLanguage.GetOrAdd(culture.TwoLetterISOLanguageName, Read).GetValueOrDefault(FirstIds.GetValueOrDefault(zone, zone))
            ?? zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');
    }

    internal static string GetPath(string language) =>
        Path.Combine(AppContext.BaseDirectory, "Infrastructure", "Languages", "Cldr", "main", language, "timeZoneNames.json");

    private static IReadOnlyDictionary<string, string> Read(string language)
    {
        var cities = new Dictionary<string, string>();
        if (File.Exists(GetPath(language)))
        {
            using var file = File.OpenRead(GetPath(language));
            using var json = JsonDocument.Parse(file);
            var names = json.RootElement.GetProperty("main").GetProperty(language).GetProperty("dates").GetProperty("timeZoneNames");
            Collect(names.GetProperty("zone"), "", cities);
        }

        return cities;
    }

    /// <summary>Zones are nested by the parts of their ids.</summary>
    private static void Collect(JsonElement zones, string prefix, Dictionary<string, string> cities)
    {
        foreach (var zone in zones.EnumerateObject().Where(zone => zone.Value.ValueKind == JsonValueKind.Object))
        {
            if (zone.Value.TryGetProperty("exemplarCity", out var city))
            {
                cities[prefix + zone.Name] = city.GetString()!;
            }
            else
            {
                Collect(zone.Value, $"{prefix}{zone.Name}/", cities);
            }
        }
    }
}
