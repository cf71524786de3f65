using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Ticketing.Infrastructure.Telemetry;

/// <summary>
/// Collects the metrics of this process. It starts with the program if they are sent or a token is set, otherwise with the first scrape:
/// counters are complete then as well, durations are measured from then on.
/// </summary>
internal sealed class MetricsExport : IDisposable
{
    /// <summary>Labels have few values; each possible one costs memory from the start.</summary>
    private const int MaxSeries = 100;

    /// <summary>Requests are told apart by route, method and status.</summary>
    private const int MaxRequestSeries = 1000;

    private const string RequestMeter = "Microsoft.AspNetCore.Hosting";

    private readonly Lazy<MeterProvider> provider;

    public MetricsExport(IServiceProvider services) => provider = new Lazy<MeterProvider>(() => Build(services));

    public bool IsStarted => provider.IsValueCreated;

    public void Start() => _ = provider.Value;

    /// <summary>Answers with the metrics as Prometheus reads them.</summary>
    public RequestDelegate CreateEndpoint(IApplicationBuilder branch) =>
        branch.UseOpenTelemetryPrometheusScrapingEndpoint(provider.Value, _ => true, null, null, null).Build();

    public void Dispose()
    {
        if (provider.IsValueCreated)
        {
            provider.Value.Dispose();
        }
    }

    private static MeterProvider Build(IServiceProvider services)
    {
        foreach (var instruments in services.GetServices<InstrumentsType>())
        {
            services.GetRequiredService(instruments.Type);
        }

        var builder = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(TelemetryResource.Create())
            .AddMeter(TicketingMeter.Name, RequestMeter, "System.Runtime")
            .AddView(instrument => Choose(instrument, services.GetRequiredService<IMeterFactory>()))
            .AddPrometheusExporter();
        if (services.GetService<OtlpTarget>() is { } target)
        {
            builder.AddOtlpExporter(otlp => target.Apply(otlp, "metrics"));
        }

        return builder.Build();
    }

    /// <summary>Tests run several programs in one process, each with meters of its own.</summary>
    private static MetricStreamConfiguration Choose(Instrument instrument, IMeterFactory own) =>
        instrument.Meter.Scope is { } scope && scope != own
            ? MetricStreamConfiguration.Drop
            : new MetricStreamConfiguration { CardinalityLimit = instrument.Meter.Name == RequestMeter ? MaxRequestSeries : MaxSeries };
}

/// <summary>Registered only if the metrics are sent, or a token lets others read them.</summary>
internal sealed class MetricsExportStart(MetricsExport export) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        export.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
