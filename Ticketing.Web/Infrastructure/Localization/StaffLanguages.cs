using System.Security.Claims;
using Microsoft.AspNetCore.Http.Headers;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Infrastructure.Localization;

/// <summary>Of staff's pages: the language that a person chose, or the first of their browser's that there is, or English.</summary>
public sealed class StaffLanguages(SiteLanguages buyers)
{
    /// <summary>Claim of a person who chose a language: its tag.</summary>
    public const string Claim = "language";

    public static IReadOnlyList<Language> All => ShippedLanguages.ForStaff;

    /// <returns>Null if staff's pages are not in this language.</returns>
    public Language? Find(string tag) => Choices.FirstOrDefault(language => language.Tag.Equals(tag, StringComparison.OrdinalIgnoreCase));

    /// <returns>Null if the person chose none.</returns>
    public Language? FindChosen(ClaimsPrincipal person) => person.FindFirst(Claim) is { } chosen ? Find(chosen.Value) : null;

    public Language FindForBrowser(HttpRequest request) =>
        new RequestHeaders(request.Headers)
            .AcceptLanguage.Where(wanted => wanted.Quality is not 0)
            .OrderByDescending(wanted => wanted.Quality ?? 1)
            .Select(wanted => FindByPrefix(wanted.Value.Value ?? ""))
            .FirstOrDefault(language => language is not null)
        ?? Language.English;

    /// <summary>The pseudo-language if the configuration names it.</summary>
    private IEnumerable<Language> Choices => buyers.FindByTag(Language.Pseudo.Tag) == Language.Pseudo ? All.Append(Language.Pseudo) : All;

    /// <param name="tag">"de-AT" finds "de".</param>
    private Language? FindByPrefix(string tag) =>
        Choices.FirstOrDefault(language => language.Prefix.Equals(tag.Split('-')[0], StringComparison.OrdinalIgnoreCase));
}
