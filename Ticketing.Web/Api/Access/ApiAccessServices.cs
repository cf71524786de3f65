using Ticketing.Features.Accounts;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Api.Access;

internal static class ApiAccessServices
{
    /// <summary>For reading what is public anyway; without cookies or tokens.</summary>
    public const string CorsPolicy = "public-reads";

    private static readonly string[] ReadableHeaders = ["ETag", "Link", "RateLimit", "RateLimit-Policy", "Retry-After"];

    public static IServiceCollection AddApiAccess(this IServiceCollection services)
    {
        services.AddCors(cors =>
            cors.AddPolicy(
                CorsPolicy,
                policy => policy.AllowAnyOrigin().WithMethods("GET").WithHeaders("If-None-Match").WithExposedHeaders(ReadableHeaders)
            )
        );
        services.AddAuthentication().AddScheme<BearerOptions, BearerHandler>(BearerHandler.SchemeName, null);
        var policies = services
            .AddAuthorizationBuilder()
            .AddPolicy(
                ApiAccess.Policy,
                policy =>
                    policy
                        .AddAuthenticationSchemes(BearerHandler.SchemeName)
                        .RequireAuthenticatedUser()
                        .RequireAssertion(call =>
                            call.Resource is HttpContext http && http.GetEndpoint()?.Metadata.GetMetadata<ApiAccess>() is not null
                        )
            );
        foreach (var scope in ApiScopes.All)
        {
            policies.AddPolicy(
                ApiAccess.GetPolicy(scope),
                policy =>
                    policy
                        .AddAuthenticationSchemes(BearerHandler.SchemeName)
                        .RequireClaim(TokenClaims.Scope, scope)
                        .RequireAssertion(EventLimit.IsObserved)
            );
        }

        policies.AddPolicy(
            ApiAccess.GetPolicy(ApiAccess.SuperAdmin),
            policy =>
                policy
                    .AddAuthenticationSchemes(BearerHandler.SchemeName)
                    .RequireClaim(Policies.MethodClaim, Policies.SecondFactor)
                    .RequireRole(Roles.SuperAdmin)
        );
        return services;
    }
}
