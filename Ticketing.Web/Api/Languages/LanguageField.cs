using Ticketing.Api.Problems;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Api.Languages;

/// <summary>Named by a parameter or in a body.</summary>
internal static class LanguageField
{
    public const string Name = "language";

    /// <param name="language">Null if the client did not name one.</param>
    public static IEnumerable<FieldError> Check(string? language, SiteLanguages languages) =>
        language is null || languages.All.Any(offered => offered.Tag.Equals(language, StringComparison.OrdinalIgnoreCase))
            ? []
            : [new FieldError(Name, "This is not the tag of a language from /languages.")];
}
