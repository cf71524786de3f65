namespace Ticketing.Features.Recovery;

public static class RecoveryServices
{
    public static IServiceCollection AddRecovery(this IServiceCollection services) =>
        services.AddScoped<RebuildOrder>().AddScoped<RecoverPayments>().AddScoped<FinishRecovery>();
}
