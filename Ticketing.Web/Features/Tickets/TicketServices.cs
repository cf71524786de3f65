using Ticketing.Infrastructure.Data.Snapshots;

namespace Ticketing.Features.Tickets;

public static class TicketServices
{
    public static IServiceCollection AddTickets(this IServiceCollection services) =>
        services.AddScoped<TicketCodeService>().AddScoped<IBackupPreparation, CreateTicketKeys>();
}
