using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Infrastructure.Localization;

/// <summary>The languages that the venue offers to buyers.</summary>
public sealed class SiteLanguages(IOptionsMonitor<LanguageOptions> options)
{
    // Each request needs the list, and the options change only when staff save them: as another instance.
    private readonly ConditionalWeakTable<LanguageOptions, IReadOnlyList<Language>> offered = [];

    /// <summary>The default first.</summary>
    public IReadOnlyList<Language> All => options.CurrentValue.Listed;

    public Language Default => Offered[0];

    private IReadOnlyList<Language> Offered => offered.GetValue(options.CurrentValue, current => current.Offered);

    public Language? FindByPrefix(string prefix) =>
        Offered.FirstOrDefault(language => language.Prefix.Equals(prefix, StringComparison.OrdinalIgnoreCase));

    /// <returns>The default if the language is not offered any more.</returns>
    public Language FindByTag(string tag) =>
        Offered.FirstOrDefault(language => language.Tag.Equals(tag, StringComparison.OrdinalIgnoreCase)) ?? Default;

    /// <summary>Path of a buyer's page in a language: "/de/events/x"; without prefix for the default.</summary>
    /// <param name="path">Begins with "/".</param>
    public string GetPath(Language language, string path) =>
        language == Default ? path
        : path == "/" ? $"/{language.Prefix}/"
        : $"/{language.Prefix}{path}";
}
