using System.Globalization;
using Ticketing.Features.Insights.Sharing;

namespace Ticketing.Pages.Figures;

/// <summary>A line of the tickets issued until each day.</summary>
/// <param name="days">At least one, oldest first.</param>
public sealed class SalesCurve(IReadOnlyList<SharedDay> days)
{
    public const int Width = 600;
    public const int Height = 200;

    /// <summary>At the upper edge.</summary>
    public int Top => Math.Max(1, days.Max(day => day.Total));

    /// <summary>For the attribute <c>d</c> of a path. A single day is a level line.</summary>
    public string Path => $"M0 {Format(GetY(days[0]))}{string.Concat(days.Skip(1).Select(GetStep))}H{Width}";

    private int Length => Math.Max(1, days[^1].Day.DayNumber - days[0].Day.DayNumber);

    private string GetStep(SharedDay day) =>
        $"L{Format((double)Width * (day.Day.DayNumber - days[0].Day.DayNumber) / Length)} {Format(GetY(day))}";

    private double GetY(SharedDay day) => Height - ((double)Height * day.Total / Top);

    private static string Format(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
