using System.Globalization;

namespace Ticketing.Bench.Rush.Results;

/// <param name="Limit">Measured in the same run; empty if nothing is compared.</param>
/// <param name="ToReach">Empty for information only.</param>
/// <param name="IsReached">Null for information only.</param>
internal sealed record Figure(string Scenario, string Value, string Limit, double? Ratio, string ToReach, bool? IsReached)
{
    /// <summary>As much as possible.</summary>
    public static Figure AtLeast(string scenario, double value, double limit, double minRatio, string unit = "/s") =>
        new(scenario, Show(value, unit), Show(limit, unit), value / limit, Text($"≥ {minRatio:0.##}"), value / limit >= minRatio);

    /// <summary>As little as possible.</summary>
    public static Figure AtMost(string scenario, double value, string unit, double max) =>
        new(scenario, Show(value, unit), "", null, $"≤ {Show(max, unit)}", value <= max);

    /// <summary>As little as possible.</summary>
    public static Figure AtMostTimes(string scenario, double value, double limit, string unit, double maxRatio) =>
        new(scenario, Show(value, unit), Show(limit, unit), value / limit, Text($"≤ {maxRatio:0.##}"), value / limit <= maxRatio);

    public static Figure None(string scenario, int failures) => new(scenario, Text($"{failures}"), "", null, "0", failures == 0);

    public static Figure Information(string scenario, double value, string unit) => new(scenario, Show(value, unit), "", null, "", null);

    private static string Show(double value, string unit) =>
        Text(
            Math.Abs(value) switch
            {
                >= 100 => $"{value:N0}{unit}",
                >= 10 => $"{value:0.0}{unit}",
                _ => $"{value:0.00}{unit}",
            }
        );

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
