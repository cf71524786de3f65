using Microsoft.AspNetCore.OutputCaching;
using Ticketing.Api.Caching;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Api.Access;

/// <summary>Says who may call an operation. Each must have it.</summary>
/// <param name="Scope">One of <see cref="ApiScopes"/>, or <see cref="SuperAdmin"/>; null is everybody.</param>
public sealed record ApiAccess(string? Scope)
{
    /// <summary>Any valid token or key. Refuses what declares nothing.</summary>
    public const string Policy = "api";

    /// <summary>In place of a scope: the token of a superadmin. No key has it.</summary>
    public const string SuperAdmin = "superadmin";

    internal static string GetPolicy(string scope) => $"{Policy}:{scope}";
}

internal sealed record AdditionalScope(string Scope);

/// <summary>Opens more of an operation that everybody may call.</summary>
internal sealed record OptionalScope(string Scope);

public static class ApiAccessExtensions
{
    /// <summary>Needs a token or key with this scope.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder operation, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        operation.WithMetadata(new ApiAccess(scope)).RequireAuthorization(ApiAccess.GetPolicy(scope));

    /// <summary>Needs this scope in addition, because the operation does what it opens too.</summary>
    public static TBuilder AlsoRequireScope<TBuilder>(this TBuilder operation, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        operation.WithMetadata(new AdditionalScope(scope)).RequireAuthorization(ApiAccess.GetPolicy(scope));

    /// <summary>Needs the token of a superadmin.</summary>
    public static TBuilder RequireSuperAdmin<TBuilder>(this TBuilder operation)
        where TBuilder : IEndpointConventionBuilder => operation.RequireScope(ApiAccess.SuperAdmin);

    public static TBuilder AllowEverybody<TBuilder>(this TBuilder operation)
        where TBuilder : IEndpointConventionBuilder => operation.WithMetadata(new ApiAccess((string?)null)).AllowAnonymous();

    /// <summary>For everybody, pages of other sites included, and cached like the pages. Nothing in it may depend on the caller.</summary>
    /// <param name="queryKeys">Parameters that change the answer.</param>
    public static TBuilder AllowEverybodyToRead<TBuilder>(this TBuilder operation, params string[] queryKeys)
        where TBuilder : IEndpointConventionBuilder =>
        operation
            .AllowEverybody()
            .RequireCors(ApiAccessServices.CorsPolicy)
            .WithMetadata(
                new OutputCacheAttribute { PolicyName = PageCache.OneSecond, VaryByQueryKeys = queryKeys },
                new ConditionalGetAttribute()
            );
}
