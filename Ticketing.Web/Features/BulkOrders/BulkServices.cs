using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.BulkOrders;

public static class BulkServices
{
    public static IServiceCollection AddBulkOrders(this IServiceCollection services) =>
        services
            .AddScoped<PlanBulkAction>()
            .AddScoped<StartBulkRun>()
            .AddScoped<StopBulkRun>()
            .AddScoped<ContinueBulkRun>()
            .AddScoped<ProcessBulkEntry>()
            .AddScoped<BulkQueries>()
            .AddBackgroundJob<BulkJob>(BulkJob.Interval);
}
