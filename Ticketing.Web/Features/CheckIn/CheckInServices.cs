using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.CheckIn;

public static class CheckInServices
{
    public static IServiceCollection AddCheckIn(this IServiceCollection services) =>
        services
            .AddInstruments<ScanMetrics>()
            .AddScoped<AdmitTicket>()
            .AddScoped<UndoAdmission>()
            .AddScoped<ScanWebhooks>()
            .AddScoped<ScanQueries>()
            .AddScoped<AdmissionCountQueries>()
            .AddScoped<CheckInSearch>()
            .AddScoped<AttendeeQueries>()
            .AddScoped<TicketListQueries>()
            .AddScoped<CheckInEventQueries>();
}
