using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Lists;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Api.Languages;

/// <summary>A language in which buyers can use the box office.</summary>
/// <param name="Tag">BCP 47 tag.</param>
/// <param name="Name">Its name in itself.</param>
/// <param name="IsDefault">True for the one that buyers get if they choose none.</param>
public sealed record LanguageResource(string Tag, string Name, bool IsDefault);

internal static class LanguageEndpoints
{
    private static readonly LanguageResource[] Example = [new("en-GB", "English", IsDefault: true), new("de", "Deutsch", IsDefault: false)];

    public static void MapLanguages(this IEndpointRouteBuilder api) =>
        api.MapGet("/languages", List)
            .WithName("ListLanguages")
            .WithExample(ApiList.Create(Example))
            .WithTags("Languages")
            .AllowEverybodyToRead();

    /// <summary>List languages</summary>
    /// <remarks>The languages in which buyers can use the box office.</remarks>
    internal static Ok<ApiList<LanguageResource>> List(SiteLanguages languages) =>
        TypedResults.Ok(
            ApiList.Create(
                languages.All.Select(language => new LanguageResource(language.Tag, language.Name, language == languages.Default)).ToArray()
            )
        );
}
