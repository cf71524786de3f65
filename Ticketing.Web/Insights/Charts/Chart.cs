using System.Text.Json.Serialization;

namespace Ticketing.Insights.Charts;

[JsonConverter(typeof(JsonStringEnumConverter<ChartKind>))]
public enum ChartKind
{
    Line,
    Bar,
}

/// <summary>What a series is to the reader: colours and strokes follow from it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SeriesRole>))]
public enum SeriesRole
{
    Main,

    /// <summary>A second thing of the same rank.</summary>
    Second,
    Third,

    /// <summary>What the main one is compared with: drawn quietly.</summary>
    Compared,

    /// <summary>Not known yet: drawn broken.</summary>
    Forecast,

    /// <summary>The lower edge of what is likely.</summary>
    BandLow,

    /// <summary>The upper edge; the space down to the series before it is filled.</summary>
    BandHigh,
}

/// <param name="Values">One for each label; null where there is nothing to draw.</param>
/// <param name="Kind">Where it is drawn in another way than the rest of its chart.</param>
public sealed record Series(string Name, SeriesRole Role, IReadOnlyList<decimal?> Values, ChartKind? Kind = null);

/// <summary>A chart as the browser draws it (<c>js/charts.js</c>). The page shows the same figures as a table.</summary>
/// <param name="Currency">The ISO code where the values are money, in major units; null for counts.</param>
/// <param name="Stacked">Whether bars of one label stand on each other.</param>
public sealed record Chart(
    ChartKind Kind, string Across, string Up, IReadOnlyList<string> Labels, IReadOnlyList<Series> Series, string? Currency = null, bool Stacked = false);
