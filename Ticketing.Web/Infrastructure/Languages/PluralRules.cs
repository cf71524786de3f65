using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Ticketing.Infrastructure.Languages;

/// <summary>Cardinal plural categories of whole numbers, by the rules of Unicode's CLDR.</summary>
public static class PluralRules
{
    public const string One = "one";
    public const string Other = "other";

    private const string RuleName = "pluralRule-count-";
    private static readonly string[] Order = ["zero", One, "two", "few", "many"];

    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Category, PluralRule Rule)>> ByLanguage = new();

    /// <returns>"one", "few", "other" and so on.</returns>
    public static string GetCategory(CultureInfo culture, long count)
    {
        ArgumentNullException.ThrowIfNull(culture);
        var number = Math.Abs(count);
        return GetRules(culture).FirstOrDefault(entry => entry.Rule.Matches(number)).Category ?? Other;
    }

    /// <summary>All that whole numbers can have in this language; always with "other", last.</summary>
    public static IReadOnlyList<string> GetCategories(CultureInfo culture) =>
        [.. GetRules(culture).Where(entry => entry.Rule.MatchesAnyWholeNumber).Select(entry => entry.Category), Other];

    private static IReadOnlyList<(string Category, PluralRule Rule)> GetRules(CultureInfo culture) =>
        ByLanguage.GetOrAdd(culture.TwoLetterISOLanguageName, Read);

    private static IReadOnlyList<(string Category, PluralRule Rule)> Read(string language)
    {
        using var file = File.OpenRead(
            Path.Combine(AppContext.BaseDirectory, "Infrastructure", "Languages", "Cldr", "supplemental", "plurals.json")
        );
        using var json = JsonDocument.Parse(file);
        var all = json.RootElement.GetProperty("supplemental").GetProperty("plurals-type-cardinal");
        if (!all.TryGetProperty(language, out var rules))
        {
            return [];
        }

        return
        [
            .. Order
                .Where(category => rules.TryGetProperty(RuleName + category, out _))
                .Select(category => (category, PluralRule.Parse(rules.GetProperty(RuleName + category).GetString()!))),
        ];
    }
}
