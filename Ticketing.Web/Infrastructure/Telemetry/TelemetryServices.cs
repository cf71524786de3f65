using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Telemetry;

public static class TelemetryServices
{
    /// <summary>The SDK is loaded and started only for what leaves the program.</summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<MetricsExport>().AddSingleton<DistributedContextPropagator, NoPropagation>();
        var target = OtlpTarget.Find(builder.Configuration);
        if (target is not null)
        {
            builder.AddExport(target);
        }

        if (target is not null || !string.IsNullOrEmpty(builder.Configuration[$"{MetricsOptions.Section}:{nameof(MetricsOptions.Token)}"]))
        {
            builder.Services.AddHostedService<MetricsExportStart>();
        }

        return builder;
    }

    public static bool SendsTelemetry(this WebApplicationBuilder builder) => OtlpTarget.Find(builder.Configuration) is not null;

    /// <summary>Instruments exist from the first scrape on, whether or not anything has been counted.</summary>
    public static IServiceCollection AddInstruments<T>(this IServiceCollection services)
        where T : class => services.AddMeter().AddSingleton<T>().AddSingleton(new InstrumentsType(typeof(T)));

    private static IServiceCollection AddMeter(this IServiceCollection services) =>
        services.Any(service => service.ServiceType == typeof(TicketingMeter))
            ? services
            : services.AddMetrics().AddSingleton<TicketingMeter>();

    /// <summary>For what whoever reads the log of this machine may know, but not a collector.</summary>
    public static IServiceCollection KeepFromCollector<TLogger>(this IServiceCollection services) =>
        services.Configure<LoggerFilterOptions>(options =>
            options.Rules.Add(new LoggerFilterRule("OpenTelemetry", typeof(TLogger).FullName, LogLevel.None, filter: null))
        );

    private static void AddExport(this WebApplicationBuilder builder, OtlpTarget target)
    {
        // The instrumentation of requests reads the headers once more by itself.
        Sdk.SetDefaultTextMapPropagator(new CompositeTextMapPropagator([]));
        builder.Services.AddSingleton(target);
        builder
            .Services.AddOpenTelemetry()
            .WithTracing(traces =>
                traces
                    .SetResourceBuilder(TelemetryResource.Create())
                    .SetSampler(TraceSampling.Create(target.TracesPercent))
                    .AddSource(Tracing.SourceName)
                    .AddAspNetCoreInstrumentation(requests => requests.Filter = RequestSpans.IsWorthATrace)
                    .AddProcessor(new RequestSpans())
                    .AddOtlpExporter(otlp => target.Apply(otlp, "traces"))
            );

        // No scopes: they contain the paths of requests, and so codes and tokens.
        builder.Logging.AddOpenTelemetry(logs =>
        {
            (logs.IncludeFormattedMessage, logs.IncludeScopes) = (true, false);
            logs.SetResourceBuilder(TelemetryResource.Create());
            logs.AddProcessor(new ExportedLogs());
            logs.AddOtlpExporter(otlp => target.Apply(otlp, "logs"));
        });
    }
}

internal sealed record InstrumentsType(Type Type);
