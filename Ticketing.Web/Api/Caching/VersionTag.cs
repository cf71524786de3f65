using Microsoft.Net.Http.Headers;
using Ticketing.Api.Problems;

namespace Ticketing.Api.Caching;

/// <summary>The version of something that can be changed, as its ETag.</summary>
internal static class VersionTag
{
    public const string Description = "The ETag that you read before the change.";

    /// <summary>Matches no version.</summary>
    private const int Foreign = -1;

    public static void Set(HttpResponse response, int version) => response.GetTypedHeaders().ETag = Create(version);

    /// <param name="ifMatch">The header; several are allowed, the first of ours counts.</param>
    /// <param name="missing">If the header is missing: the answer.</param>
    public static int Read(string? ifMatch, out ProblemResult? missing)
    {
        var isThere = EntityTagHeaderValue.TryParseList([ifMatch ?? ""], out var tags) && tags.Count > 0;
        missing = isThere ? null : ProblemResult.Create(ProblemType.PreconditionRequired);
        return isThere && tags![0] is { IsWeak: false, Tag: var tag } && int.TryParse(tag.AsSpan().Trim('"'), out var version)
            ? version
            : Foreign;
    }

    private static EntityTagHeaderValue Create(int version) => new($"\"{version}\"");
}
