namespace Ticketing.Audit;

public static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddScoped<AuditTrail>().AddScoped<AuditSearch>();
}
