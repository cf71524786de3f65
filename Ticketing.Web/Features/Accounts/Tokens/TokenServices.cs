using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Accounts.Tokens;

internal static class TokenServices
{
    public static IServiceCollection AddTokens(this IServiceCollection services) =>
        services
            .AddScoped<ApiKeyAdministration>()
            .AddScoped<ApiKeyAuthentication>()
            .AddScoped<BearerAuthentication>()
            .AddScoped<SigningKeys>()
            .AddScoped<AccessTokens>()
            .AddScoped<RefreshTokens>()
            .AddScoped<TokenSignIn>()
            .AddBackgroundJob<SigningKeyRotationJob>(SigningKeyRotationJob.Interval);
}
