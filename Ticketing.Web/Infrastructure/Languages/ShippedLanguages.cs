using System.Collections.Frozen;
using System.Globalization;

namespace Ticketing.Infrastructure.Languages;

/// <summary>English, and every language that has a resource file in this folder.</summary>
public static class ShippedLanguages
{
    /// <summary>Key in a resource file: the culture whose dates and numbers the language uses, if not its own.</summary>
    private const string FormatsKey = "[culture of dates and numbers]";

    /// <summary>Key in the resource files with texts for staff.</summary>
    private const string StaffKey = "[for staff]";

    private static readonly string ResourceFile = $"{typeof(ShippedLanguages).Assembly.GetName().Name}.resources.dll";

    /// <summary>English first, then by tag.</summary>
    public static IReadOnlyList<Language> All { get; } = [Language.English, .. FindTranslations()];

    /// <summary>English, and every language that has a resource file with texts for staff.</summary>
    public static IReadOnlyList<Language> ForStaff { get; } =
    [.. All.Where(language => language == Language.English || Translator.FindTranslation(StaffKey, language.Culture) is not null)];

    private static readonly FrozenDictionary<string, Language> ByTag = All.Append(Language.Pseudo)
        .ToFrozenDictionary(language => language.Tag, StringComparer.OrdinalIgnoreCase);

    public static Language? Find(string tag) => ByTag.GetValueOrDefault(tag);

    private static IEnumerable<Language> FindTranslations() =>
        Directory
            .EnumerateFiles(
                AppContext.BaseDirectory,
                ResourceFile,
                new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }
            )
            .Select(file => CultureInfo.GetCultureInfo(Path.GetFileName(Path.GetDirectoryName(file)!)))
            .OrderBy(culture => culture.Name, StringComparer.Ordinal)
            .Select(culture => new Language(culture, GetFormats(culture)));

    private static CultureInfo GetFormats(CultureInfo culture)
    {
        var named = Translator.FindTranslation(FormatsKey, culture);
        return named is null ? culture : CultureInfo.GetCultureInfo(named);
    }
}
