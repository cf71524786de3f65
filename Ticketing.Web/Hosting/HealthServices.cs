using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Ticketing.Data;

namespace Ticketing.Hosting;

public static class HealthServices
{
    public static IServiceCollection AddTicketingHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddDbContextCheck<TicketingDbContext>("database");

        // Each probe would log the same again; who runs the probes hears it anyway, and outages are logged once.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        return services;
    }

    /// <summary>
    /// <c>/health/live</c>: the process answers. <c>/health/ready</c>: every registered check passes, so that it can sell.
    /// A platform restarts what is not alive, which would not help against a database that is away: hence no checks there.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).NeedsNoDatabase();
        routes.MapHealthChecks("/health/ready").NeedsNoDatabase();
    }
}
