using Ticketing.Hosting;

namespace Ticketing.Cancellations;

public static class CancellationServices
{
    public static IServiceCollection AddCancellations(this IServiceCollection services) => services
        .AddScoped<CancellationPlans>()
        .AddScoped<CancelEvent>()
        .AddScoped<RefundEntry>()
        .AddScoped<EndHolds>()
        .AddScoped<CancellationBook>()
        .AddScoped<RetryEntry>()
        .AddRecurring<CancellationPass>(_ => CancellationPass.Period);
}
