using Microsoft.Extensions.Diagnostics.HealthChecks;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Infrastructure.Hosting.Startup;

/// <summary>Marks endpoints that are served before the <see cref="DatabaseStartup"/> is complete.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsNoDatabaseAttribute : Attribute;

public static class DatabaseStartupServices
{
    private const string KeyRingHostedService = "DataProtectionHostedService";

    public static IServiceCollection AddDatabaseStartup(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseStartup>();
        services.AddSingleton<DatabaseOutageLog>();
        services.AddSingleton<StorageLock>().AddSingleton<IStartupCheck, StorageLockCheck>();
        services.AddStartupStep<CheckKeys>();
        services.AddBackgroundJob<DatabaseStatisticsJob>(DatabaseStatisticsJob.Interval);
        services.AddBackgroundJob<DiskProbeJob>(DiskProbeJob.Interval);
        services.AddHealthChecks().AddCheck<StartupHealthCheck>("opening");

        // It would read the keys before the database is migrated.
        foreach (
            var service in services
                .Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == KeyRingHostedService)
                .ToList()
        )
        {
            services.Remove(service);
        }

        return services;
    }

    public static IServiceCollection AddStartupStep<TStep>(this IServiceCollection services)
        where TStep : class, IStartupStep => services.AddScoped<IStartupStep, TStep>();

    public static TBuilder NeedsNoDatabase<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new NeedsNoDatabaseAttribute());

    /// <summary>Answers 503 until startup is complete. Must come after routing.</summary>
    public static void UseDatabaseStartup(this WebApplication app)
    {
        var opening = app.Services.GetRequiredService<DatabaseStartup>();
        app.Use(
            (context, next) =>
            {
                var waits =
                    !opening.IsComplete
                    && context.GetEndpoint() is { } endpoint
                    && endpoint.Metadata.GetMetadata<NeedsNoDatabaseAttribute>() is null;
                if (!waits)
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return Task.CompletedTask;
            }
        );
    }

    private sealed class StartupHealthCheck(DatabaseStartup startup) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(
                startup.IsComplete
                    ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Unhealthy("The database has been unavailable since startup.")
            );
    }
}
