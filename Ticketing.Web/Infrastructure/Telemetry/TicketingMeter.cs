using System.Diagnostics.Metrics;

namespace Ticketing.Infrastructure.Telemetry;

/// <summary>
/// Creates the instruments of the program. Each feature has them in a class of its own, registered with
/// <see cref="TelemetryServices.AddInstruments{T}"/>.
/// </summary>
public sealed class TicketingMeter(IMeterFactory meters)
{
    public const string Name = "Ticketing";

    // From a few milliseconds to minutes.
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    private readonly Meter meter = meters.Create(Name);

    /// <param name="name">Like <c>ticketing.holds.placed</c>.</param>
    /// <param name="unit">Like <c>{hold}</c>.</param>
    /// <param name="label">The name of the only label; null if it has none.</param>
    /// <param name="values">Of the label, as far as they are known: they are shown as 0 until they happen.</param>
    public CumulativeCounter CreateCounter(
        string name,
        string unit,
        string description,
        string? label = null,
        IEnumerable<string>? values = null
    )
    {
        var counter = new CumulativeCounter(label, label is null ? [""] : values ?? []);
        meter.CreateObservableCounter(name, counter.Read, unit, description);
        return counter;
    }

    /// <summary>In seconds. Records only while somebody listens: check <see cref="Instrument.Enabled"/> before you measure.</summary>
    public Histogram<double> CreateDuration(string name, string description) =>
        meter.CreateHistogram(name, "s", description, tags: null, Durations);

    /// <param name="read">Called each time that the metrics are collected. It must be quick and must not fail.</param>
    public void CreateGauge<T>(string name, string unit, string description, Func<IEnumerable<Measurement<T>>> read)
        where T : struct => meter.CreateObservableGauge(name, read, unit, description);
}
