using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.ClientBudgets;

public static class ClientBudgetServices
{
    public static IServiceCollection AddClientBudgets(this IServiceCollection services) =>
        services
            .AddSingleton<ChallengeTokens>()
            .AddScoped<BudgetClients>()
            .AddScoped<BudgetClaims>()
            .AddInstruments<BudgetMetrics>()
            .AddScoped<BudgetGuard>()
            .AddBackgroundJob<ClientBudgetCleanupJob>(ClientBudgetCleanupJob.Interval);
}
