using System.Globalization;

namespace Ticketing.Areas.Admin.Ui;

/// <summary>Bars for a few numbers, the last one highlighted. Negative ones hang below the line.</summary>
/// <param name="Label">What it shows, for screen readers.</param>
/// <param name="Tips">One text per value, shown on hovering.</param>
public sealed record Sparkline(string Label, IReadOnlyList<long> Values, IReadOnlyList<string> Tips)
{
    public const int Height = 48;
    private const int Step = 12;
    private const int BarWidth = 9;

    /// <summary>Visible though it is nothing.</summary>
    private const decimal MinBar = 1.5m;

    public int Width => (Values.Count * Step) - (Step - BarWidth);

    public IEnumerable<Bar> Bars => Values.Select(CreateBar);

    private decimal Scale => Math.Max(1, Max - Min) / (decimal)(Height - 2);

    private long Max => Math.Max(0, Values.DefaultIfEmpty().Max());

    private long Min => Math.Min(0, Values.DefaultIfEmpty().Min());

    private Bar CreateBar(long value, int index)
    {
        var height = Math.Max(MinBar, Math.Abs(value) / Scale);
        var zero = Max == Min ? Height - 2 : Max / Scale;
        var top = value < 0 ? zero : Math.Max(0, zero - height);
        return new Bar(index * Step, BarWidth, Format(top), Format(height), Tips[index], index == Values.Count - 1);
    }

    private static string Format(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    public sealed record Bar(int X, int Width, string Y, string Height, string Tip, bool IsLast);
}
