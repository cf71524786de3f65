using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Cancellations;

public static class CancellationServices
{
    public static IServiceCollection AddCancellations(this IServiceCollection services) =>
        services
            .AddScoped<CancellationPreviewQueries>()
            .AddScoped<CancelEvent>()
            .AddScoped<ProcessCancellationEntry>()
            .AddScoped<ReleaseEventHolds>()
            .AddScoped<CancellationQueries>()
            .AddScoped<RetryCancellationEntry>()
            .AddBackgroundJob<CancellationJob>(CancellationJob.Interval);
}
