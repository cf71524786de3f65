using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Idempotency;

public static class IdempotencyServices
{
    public static IServiceCollection AddIdempotency(this IServiceCollection services) =>
        services.AddScoped<KeyedRequests>().AddBackgroundJob<KeyedRequestCleanupJob>(KeyedRequestCleanupJob.Interval);
}
