using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Configuration.Saved;

/// <summary>
/// A list of settings is saved as one text, "en-GB, de". It replaces the whole list of the operator: entries beyond its end are made empty.
/// </summary>
public static class SavedLists
{
    private const char Separator = ',';
    private static readonly (string Key, int MaxEntries)[] Lists =
    [
        ($"{LanguageOptions.Section}:{nameof(LanguageOptions.Languages)}", LanguageOptions.MaxEntries),
        ($"{EmbedOptions.Section}:{nameof(EmbedOptions.AllowedSites)}", EmbedOptions.MaxEntries),
    ];

    public static string Join(IEnumerable<string> entries) => string.Join($"{Separator} ", entries);

    public static string[] Split(string text) =>
        text.Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>As the configuration has lists: one key for each entry.</summary>
    internal static Dictionary<string, string?> Expand(IReadOnlyDictionary<string, string> saved)
    {
        var expanded = saved.ToDictionary(v => v.Key, v => (string?)v.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, max) in Lists)
        {
            if (expanded.Remove(key, out var text))
            {
                var entries = Split(text!);
                for (var i = 0; i < Math.Max(max, entries.Length); i++)
                {
                    expanded[$"{key}:{i}"] = entries.ElementAtOrDefault(i) ?? "";
                }
            }
        }

        return expanded;
    }

    /// <param name="key">May be that of an entry, such as "Localization:Languages:1".</param>
    internal static string GetSavedKey(string key) =>
        Array.Find(Lists, list => key.StartsWith(list.Key + ":", StringComparison.OrdinalIgnoreCase)).Key ?? key;
}
