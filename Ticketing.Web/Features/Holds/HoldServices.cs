using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Holds;

public static class HoldServices
{
    public static IServiceCollection AddHolds(this IServiceCollection services) =>
        services
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
