using System.Globalization;
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

    /// <summary>
    /// Proxies that compress make tags weak, so these count too. The change itself must still be on condition of the version that this
    /// returns.
    /// </summary>
    /// <param name="ifMatch">The header; several tags are allowed, and * for any version.</param>
    /// <param name="current">Null if there is nothing to change.</param>
    /// <param name="missing">If the header is missing: the answer.</param>
    public static int Read(string? ifMatch, int? current, out ProblemResult? missing)
    {
        var isThere = EntityTagHeaderValue.TryParseList([ifMatch ?? ""], out var tags) && tags.Count > 0;
        missing = isThere ? null : ProblemResult.Create(ProblemType.PreconditionRequired);
        return
            isThere
            && current is { } version
            && tags!.Any(tag => tag.Tag == "*" || tag.Compare(Create(version), useStrongComparison: false))
            ? version
            : Foreign;
    }

    private static EntityTagHeaderValue Create(int version) => new(string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));
}
