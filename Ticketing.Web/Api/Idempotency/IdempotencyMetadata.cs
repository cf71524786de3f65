using Ticketing.Api.Access;
using Ticketing.Api.Problems;

namespace Ticketing.Api.Idempotency;

/// <summary>The key of a POST. Without this metadata an operation takes one, but does not need it.</summary>
/// <param name="IsRequired">False if the operation takes none.</param>
internal sealed record IdempotencyMetadata(bool IsRequired)
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>Every POST of the API takes a key unless it says otherwise.</summary>
    public static bool TakesKey(string? method, IEnumerable<object> metadata) =>
        method is not null
        && HttpMethods.IsPost(method)
        && metadata.OfType<ApiAccess>().Any()
        && metadata.OfType<IdempotencyMetadata>().LastOrDefault() is null or { IsRequired: true };

    public static bool NeedsKey(IEnumerable<object> metadata) =>
        metadata.OfType<IdempotencyMetadata>().LastOrDefault() is { IsRequired: true };
}

internal static class IdempotencyExtensions
{
    /// <summary>For what must not be done twice by accident: money.</summary>
    public static TBuilder RequireIdempotencyKey<TBuilder>(this TBuilder operation)
        where TBuilder : IEndpointConventionBuilder =>
        operation.WithMetadata(new IdempotencyMetadata(IsRequired: true), ProblemType.IdempotencyKeyMissing);

    /// <summary>For answers with secrets, which are not kept.</summary>
    public static TBuilder WithoutIdempotencyKey<TBuilder>(this TBuilder operation)
        where TBuilder : IEndpointConventionBuilder => operation.WithMetadata(new IdempotencyMetadata(IsRequired: false));
}
