using Ticketing.Settlements.Figures;
using Ticketing.Settlements.Terms;

namespace Ticketing.Settlements;

public static class SettlementServices
{
    public static IServiceCollection AddSettlements(this IServiceCollection services) => services
        .AddScoped<SettlementReader>()
        .AddScoped<SettlementDesk>()
        .AddScoped<AgreeTerms>()
        .AddScoped<EditDeductions>();
}
