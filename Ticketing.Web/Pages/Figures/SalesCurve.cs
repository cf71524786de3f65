using System.Globalization;
using Ticketing.Features.Insights.Sharing;

namespace Ticketing.Pages.Figures;

/// <summary>A line of the tickets issued until each day, as steps.</summary>
public sealed class SalesCurve(IReadOnlyList<SharedDay> days, int capacity)
{
    public const int Width = 600;
    public const int Height = 200;

    /// <summary>For the attribute <c>d</c> of a path.</summary>
    public string Path
    {
        get
        {
            var points = days.Select(day => (X: GetX(day.Day), Y: GetY(day.Total))).ToList();
            var steps = points.Skip(1).SelectMany(point => new[] { $"H{Format(point.X)}", $"V{Format(point.Y)}" });
            return $"M0 {Format(GetY(0))}V{Format(points[0].Y)}{string.Concat(steps)}H{Width}";
        }
    }

    private int Top => Math.Max(1, Math.Max(capacity, days.Max(day => day.Total)));

    private double GetX(DateOnly day) => days.Count == 1 ? 0 : (double)Width * (day.DayNumber - days[0].Day.DayNumber) / Length;

    private int Length => Math.Max(1, days[^1].Day.DayNumber - days[0].Day.DayNumber);

    private double GetY(int tickets) => Height - ((double)Height * tickets / Top);

    private static string Format(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
