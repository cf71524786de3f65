using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Features.Accounts.Tokens;

namespace Ticketing.Api.Tokens;

/// <summary>The keys that access tokens are signed with (RFC 7517).</summary>
internal static class PublishedKeyEndpoint
{
    private static readonly TimeSpan CachedFor = TimeSpan.FromMinutes(15);

    public static void MapPublishedKeys(this IEndpointRouteBuilder routes) =>
        routes.MapGet(ApiPaths.PublishedKeys, ListAsync).ExcludeFromDescription();

    private static async Task<Ok<PublishedKeys>> ListAsync(SigningKeys keys, HttpResponse response, CancellationToken ct)
    {
        response.Headers.CacheControl = $"public, max-age={CachedFor.TotalSeconds}";
        return TypedResults.Ok(new PublishedKeys(await keys.GetPublishedAsync(ct)));
    }
}

internal sealed record PublishedKeys(IReadOnlyList<PublishedKey> Keys);
