using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Recovery;

public static class RecoveryServices
{
    public static IServiceCollection AddRecovery(this IServiceCollection services) =>
        services
            .AddScoped<RebuildOrder>()
            .AddScoped<PaymentLookup>()
            .AddScoped<SettleOpenPages>()
            .AddScoped<RecoverSlice>()
            .AddScoped<RecoverPayments>()
            .AddScoped<FinishRecovery>()
            .AddStartupStep<ReclaimLookup>()
            .AddBackgroundJob<RecoverPaymentsJob>(RecoverPaymentsJob.Interval);
}
