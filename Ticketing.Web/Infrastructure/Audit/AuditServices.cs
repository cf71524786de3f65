using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Infrastructure.Audit;

public static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddScoped<AuditTrail>().AddScoped<AuditQueries>().AddBackgroundJob<AuditCleanupJob>(AuditCleanupJob.Interval);
}
