using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Hosting.Metrics;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.Holds;

public static class HoldServices
{
    public static IServiceCollection AddHolds(this IServiceCollection services) =>
        services
            .AddInstruments<HoldMetrics>()
            .AddWatchedQueue(
                new(
                    "holds",
                    (db, now) => db.Set<Hold>().Where(h => h.Status == HoldStatus.Live && h.ExpiresAt <= now).Select(h => h.ExpiresAt)
                )
            )
            .AddScoped<TicketHolds>()
            .AddSingleton<HoldLifetime>()
            .AddScoped<BulkHolders>()
            .AddScoped<ReleaseBulkHolds>()
            .AddScoped<Basket>()
            .AddScoped<HoldCodes>()
            .AddScoped<PlaceHold>()
            .AddScoped<PlaceBoxOfficeHold>()
            .AddBackgroundJob<HoldExpiryJob>(HoldExpiryJob.Interval);
}
