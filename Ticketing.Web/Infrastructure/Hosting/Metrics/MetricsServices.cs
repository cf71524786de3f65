using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Infrastructure.Hosting.Metrics;

public static class MetricsServices
{
    public static WebApplicationBuilder AddTicketingMetrics(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<MetricsAccess>().AddInstruments<QueueReadings>().AddInstruments<JobMetrics>();
        if (builder.SendsTelemetry())
        {
            builder.Services.AddBackgroundJob<QueueReadingJob>(QueueReadingJob.Interval);
        }

        return builder;
    }

    public static IServiceCollection AddWatchedQueue(this IServiceCollection services, WatchedQueue queue) => services.AddSingleton(queue);
}
