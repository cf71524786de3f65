using Ticketing.Infrastructure.Hosting.BackgroundJobs;

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
            .AddBackgroundJob<RecoverPaymentsJob>(RecoverPaymentsJob.Interval);
}
