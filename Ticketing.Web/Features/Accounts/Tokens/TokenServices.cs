namespace Ticketing.Features.Accounts.Tokens;

internal static class TokenServices
{
    public static IServiceCollection AddTokens(this IServiceCollection services) =>
        services.AddScoped<ApiKeyAdministration>().AddScoped<ApiKeyAuthentication>().AddScoped<BearerAuthentication>();
}
