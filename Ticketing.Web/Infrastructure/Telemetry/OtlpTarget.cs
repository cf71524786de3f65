using OpenTelemetry.Exporter;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Telemetry;

/// <summary>Where telemetry is sent, read before there are options: it decides which services there are.</summary>
/// <param name="Endpoint">Null if the standard variables of OpenTelemetry name it, which the SDK reads itself.</param>
internal sealed record OtlpTarget(Uri? Endpoint, OtlpProtocol Protocol, string Headers, double TracesPercent)
{
    private const string StandardEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <returns>Null if nothing is sent, or if the settings are invalid: then the program does not start.</returns>
    public static OtlpTarget? Find(IConfiguration configuration)
    {
        var settings = new TelemetryOptions();
        try
        {
            configuration.GetSection(TelemetryOptions.Section).Bind(settings);
        }
        catch (InvalidOperationException)
        {
            return null;
        }

        var endpoint = TelemetryOptions.TryParseEndpoint(settings.OtlpEndpoint);
        var isStandard = settings.OtlpEndpoint.Length == 0 && !string.IsNullOrEmpty(configuration[StandardEndpoint]);
        return endpoint is not null || isStandard
            ? new OtlpTarget(endpoint, settings.OtlpProtocol, settings.OtlpHeaders, settings.TracesPercent)
            : null;
    }

    /// <param name="signal">"traces", "metrics" or "logs".</param>
    public void Apply(OtlpExporterOptions options, string signal)
    {
        if (Endpoint is null)
        {
            return;
        }

        options.Protocol = Protocol == OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = Protocol == OtlpProtocol.Grpc ? Endpoint : new Uri($"{Endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
        if (Headers.Length > 0)
        {
            options.Headers = Headers;
        }
    }
}
