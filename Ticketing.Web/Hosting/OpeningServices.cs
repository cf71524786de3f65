using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ticketing.Hosting;

/// <summary>Marks endpoints that are served before the <see cref="Opening"/> is complete.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsNoDatabaseAttribute : Attribute;

public static class OpeningServices
{
    private const string KeysAtStart = "DataProtectionHostedService";

    public static IServiceCollection AddOpening(this IServiceCollection services)
    {
        services.AddSingleton<Opening>();
        services.AddSingleton<OutageLog>();
        services.AddRecurring<DatabaseUpkeep>(_ => DatabaseUpkeep.Period);
        services.AddHealthChecks().AddCheck<OpenCheck>("opening");

        // It would read the keys before the database is migrated.
        foreach (var service in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == KeysAtStart).ToList())
        {
            services.Remove(service);
        }

        return services;
    }

    public static IServiceCollection AddOpeningStep<TStep>(this IServiceCollection services)
        where TStep : class, IOpeningStep => services.AddScoped<IOpeningStep, TStep>();

    public static TBuilder NeedsNoDatabase<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new NeedsNoDatabaseAttribute());

    /// <summary>Answers 503 until startup is complete. Must come after routing.</summary>
    public static void UseOpening(this WebApplication app)
    {
        var opening = app.Services.GetRequiredService<Opening>();
        app.Use((context, next) =>
        {
            var waits = !opening.IsOpen && context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<NeedsNoDatabaseAttribute>() is null;
            if (!waits)
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
    }

    private sealed class OpenCheck(Opening opening) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(opening.IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database has been unavailable since startup."));
    }
}
