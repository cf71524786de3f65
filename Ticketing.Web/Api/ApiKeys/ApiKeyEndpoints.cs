using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Idempotency;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events.Catalog;

namespace Ticketing.Api.ApiKeys;

public sealed record ApiKeyRequest
{
    /// <summary>Names the program that uses it. The audit log shows what was done with it under this name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// All that it may do: “events:read”, “events:write”, “orders:read”, “orders:create”, “orders:write”, “orders:refund”,
    /// “box-office”, “attendees:read”, “checkin”, “insights:read”.
    /// </summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The only event that it may read and change; without it, all.</summary>
    public Guid? EventId { get; init; }

    /// <summary>Without it, the key is valid until it is revoked.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

public sealed record ApiKeyResource
{
    public required Guid Id { get; init; }

    /// <summary>Send it as “Authorization: Bearer …”. It is shown only this once.</summary>
    public required string Key { get; init; }
}

internal static class ApiKeyEndpoints
{
    private static readonly ApiKeyRequest RequestExample = new()
    {
        Name = "Our website",
        Scopes = [ApiScopes.EventsRead, ApiScopes.OrdersCreate],
        ExpiresAt = new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero),
    };

    private static readonly ApiKeyResource Example = new()
    {
        Id = new Guid("0199a000-0000-7000-8000-00000000000a"),
        Key = ApiKeyAdministration.Prefix + "Zk3vQ9xT1mB7rLw5NcYh2JdEfGa4uPs8",
    };

    public static void MapApiKeys(this IEndpointRouteBuilder api) =>
        api.MapPost("/api-keys", CreateAsync)
            .WithTags("API keys")
            .WithName("CreateApiKey")
            .WithRequest(RequestExample)
            .WithExample(Example)
            .RequireSuperAdmin()
            .RequireFreshFactor()
            .WithoutIdempotencyKey();

    /// <summary>Make an API key</summary>
    /// <remarks>
    /// Needs the token of a superadmin who gave a second factor in the last five minutes. Keys are listed and revoked on the page
    /// /admin/api-keys.
    /// </remarks>
    internal static async Task<Results<Ok<ApiKeyResource>, ProblemResult>> CreateAsync(
        ApiKeyRequest request,
        ApiKeyAdministration keys,
        EventQueries events,
        CancellationToken ct
    )
    {
        if (request.EventId is { } wanted && await events.FindAsync(wanted, ct) is null)
        {
            return ProblemResult.Invalid("eventId", "There is no such event.");
        }

        var input = new NewApiKey
        {
            Name = request.Name,
            Scopes = [.. request.Scopes],
            EventId = request.EventId,
            ExpiresAt = request.ExpiresAt,
        };
        switch (await keys.CreateAsync(input, ct))
        {
            case ApiKeyOutcome.Created made:
                return TypedResults.Ok(new ApiKeyResource { Id = made.Id, Key = made.Key });
            case ApiKeyOutcome.Refused refused:
                return ProblemResult.Invalid(char.ToLowerInvariant(refused.Field[0]) + refused.Field[1..], refused.Reason);
            default:
                throw new InvalidOperationException("Unknown outcome.");
        }
    }
}
