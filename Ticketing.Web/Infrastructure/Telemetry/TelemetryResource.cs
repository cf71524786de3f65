using System.Reflection;
using OpenTelemetry.Resources;

namespace Ticketing.Infrastructure.Telemetry;

internal static class TelemetryResource
{
    private static readonly string? Version = typeof(TelemetryResource)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
        ?.InformationalVersion.Split('+')[0];

    // One for all signals of the process.
    private static readonly string Instance = Guid.NewGuid().ToString();

    /// <summary>OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES override it.</summary>
    public static ResourceBuilder Create() =>
        ResourceBuilder
            .CreateEmpty()
            .AddTelemetrySdk()
            .AddService("ticketing", serviceVersion: Version, serviceInstanceId: Instance)
            .AddEnvironmentVariableDetector();
}
