using Ticketing.Features.WaitingRoom.Load;
using Ticketing.Features.WaitingRoom.Places;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Hosting.Startup;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.WaitingRoom;

public static class WaitingRoomServices
{
    public static IServiceCollection AddWaitingRoom(this IServiceCollection services) =>
        services
            .AddInstruments<WaitingRoomMetrics>()
            .AddSingleton<WaitingRooms>()
            .AddSingleton<BuyerLoad>()
            .AddSingleton<AdmissionRate>()
            .AddSingleton<PlaceDispenser>()
            .AddSingleton<PlaceCookies>()
            .AddSingleton<AutomaticOpening>()
            .AddScoped<ClaimPlaces>()
            .AddScoped<OpenWaitingRoom>()
            .AddScoped<WaitingRoomGate>()
            .AddBackgroundJob<WaitingRoomJob>(WaitingRoomJob.Interval)
            .AddStartupStep<WaitingRoomJob>()
            .AddBackgroundJob<WaitingRoomCleanupJob>(WaitingRoomCleanupJob.Interval);
}
