using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class LanguageOptions : IValidatedOptions
{
    public static string Section => "Localization";

    /// <summary>BCP 47 tag of the language of pages without a prefix.</summary>
    public string Default { get; set; } = Language.English.Tag;

    /// <summary>BCP 47 tags; none for all that the program has.</summary>
    public string[] Languages { get; set; } = [];

    /// <summary>The default first.</summary>
    public IReadOnlyList<Language> Offered
    {
        get
        {
            var main = ShippedLanguages.Find(Default) ?? Language.English;
            var others = Languages.Length == 0 ? ShippedLanguages.All : Languages.Select(ShippedLanguages.Find).OfType<Language>();
            return [main, .. others.Where(language => language != main).Distinct()];
        }
    }

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        RequireShipped(problems, nameof(Default), Default);
        for (var i = 0; i < Languages.Length; i++)
        {
            RequireShipped(problems, $"{nameof(Languages)}:{i}", Languages[i]);
        }
    }

    private static void RequireShipped(SettingProblems problems, string key, string tag) =>
        problems.Require(
            ShippedLanguages.Find(tag) is not null,
            key,
            $"'{tag}' is not one of the program's languages: {string.Join(", ", ShippedLanguages.All.Select(language => language.Tag))}"
        );
}
