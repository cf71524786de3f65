using System.Text.Json.Serialization;

namespace Ticketing.Features.Insights.Charts;

[JsonConverter(typeof(JsonStringEnumConverter<ChartKind>))]
public enum ChartKind
{
    Line,
    Bar,
}

[JsonConverter(typeof(JsonStringEnumConverter<SeriesRole>))]
public enum SeriesRole
{
    Main,

    Second,
    Third,

    /// <summary>Drawn muted.</summary>
    Compared,

    /// <summary>Drawn dashed.</summary>
    Forecast,

    BandLow,

    /// <summary>The area down to the previous series is filled.</summary>
    BandHigh,
}

/// <param name="Values">One per label; null leaves a gap.</param>
/// <param name="Kind">If different from the chart's.</param>
public sealed record Series(string Name, SeriesRole Role, IReadOnlyList<decimal?> Values, ChartKind? Kind = null);

/// <summary>Data for <c>js/charts.js</c>; the page shows the same values as a table.</summary>
/// <param name="Currency">ISO code for money in major units; null for counts.</param>
public sealed record Chart(
    ChartKind Kind,
    string Across,
    string Up,
    IReadOnlyList<string> Labels,
    IReadOnlyList<Series> Series,
    string? Currency = null,
    bool Stacked = false
);
