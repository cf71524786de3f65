using Ticketing.Features.Promotions.Editing;

namespace Ticketing.Features.Promotions;

public static class PromoServices
{
    public static IServiceCollection AddPromotions(this IServiceCollection services) =>
        services
            .AddSingleton<CodeGuesses>()
            .AddSingleton<EventsWithCodes>()
            .AddScoped<PromoCodeLookup>()
            .AddScoped<PromoCodeUses>()
            .AddScoped<PromoCodeQueries>()
            .AddScoped<EditPromoCode>()
            .AddScoped<AddCodeBatch>()
            .AddScoped<EndPromoCode>();
}
