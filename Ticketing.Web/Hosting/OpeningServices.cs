using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ticketing.Hosting;

/// <summary>Marks what answers without a database: it is served before the <see cref="Opening"/> too.</summary>
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

        // The framework's own would read the keys from a database that may be away, or has no table for them yet. The opening reads them.
        foreach (var service in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == KeysAtStart).ToList())
        {
            services.Remove(service);
        }

        return services;
    }

    /// <summary>Adds work to the <see cref="Opening"/>.</summary>
    public static IServiceCollection AddOpeningStep<TStep>(this IServiceCollection services)
        where TStep : class, IOpeningStep => services.AddScoped<IOpeningStep, TStep>();

    public static TBuilder NeedsNoDatabase<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new NeedsNoDatabaseAttribute());

    /// <summary>Until the opening is done, whoever asks for something that needs the database is told to come back. After routing.</summary>
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
            Task.FromResult(opening.IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database could not be used since the start."));
    }
}
