using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class LanguageOptions : IValidatedOptions
{
    internal const int MaxEntries = 50;

    public static string Section => "Localization";

    /// <summary>BCP 47 tag of the language of pages without a prefix.</summary>
    public string Default { get; set; } = Language.English.Tag;

    /// <summary>BCP 47 tags; none for all that the program has. Empty entries do not count.</summary>
    public IList<string> Languages { get; set; } = [];

    /// <summary>The default first.</summary>
    public IReadOnlyList<Language> Offered
    {
        get
        {
            var main = ShippedLanguages.Find(Default) ?? Language.English;
            var others = Tags.Any() ? Tags.Select(ShippedLanguages.Find).OfType<Language>() : ShippedLanguages.All;
            return [main, .. others.Where(language => language != main).Distinct()];
        }
    }

    /// <summary>Without the pseudo-language, which no list of languages shows.</summary>
    public IReadOnlyList<Language> Listed => [.. Offered.Where(language => language != Language.Pseudo)];

    private IEnumerable<string> Tags => Languages.Where(tag => tag.Length > 0);

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        RequireShipped(problems, nameof(Default), Default);
        problems.Require(Languages.Count <= MaxEntries, nameof(Languages), $"has more than {MaxEntries} entries");
        foreach (var (index, tag) in Languages.Index().Where(entry => entry.Item.Length > 0))
        {
            RequireShipped(problems, $"{nameof(Languages)}:{index}", tag);
        }
    }

    private static void RequireShipped(SettingProblems problems, string key, string tag) =>
        problems.Require(
            ShippedLanguages.Find(tag) is not null,
            key,
            $"'{tag}' is not one of the program's languages: {string.Join(", ", ShippedLanguages.All.Select(language => language.Tag))}"
        );
}
