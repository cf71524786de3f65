using Ticketing.Hosting;

namespace Ticketing.Holds;

public static class HoldServices
{
    public static IServiceCollection AddHolds(this IServiceCollection services) => services
        .AddScoped<TicketHolds>()
        .AddScoped<PlaceHold>()
        .AddScoped<HoldForStaff>()
        .AddRecurring<HoldExpiry>(_ => HoldExpiry.Period);
}
