using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Infrastructure.Hosting.Health;

public static class HealthServices
{
    public static IServiceCollection AddTicketingHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddDbContextCheck<TicketingDbContext>("database").AddCheck<DiskHealthCheck>("disk");

        // Every probe would log the same failure.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        return services;
    }

    /// <summary>Liveness runs no checks: a restart does not fix a database outage.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).NeedsNoDatabase();
        routes.MapHealthChecks("/health/ready").NeedsNoDatabase();
    }
}
