using Ticketing.Features.Settlements.Figures;
using Ticketing.Features.Settlements.Terms;

namespace Ticketing.Features.Settlements;

public static class SettlementServices
{
    public static IServiceCollection AddSettlements(this IServiceCollection services) =>
        services.AddScoped<SettlementQueries>().AddScoped<SettlementService>().AddScoped<AgreeTerms>().AddScoped<EditDeductions>();
}
