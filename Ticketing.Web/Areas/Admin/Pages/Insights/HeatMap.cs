using Ticketing.Infrastructure.Languages;

namespace Ticketing.Areas.Admin.Pages.Insights;

/// <summary>Orders by weekday and hour of the day, in shades.</summary>
/// <param name="hours">By weekday, Monday first, and hour.</param>
public sealed class HeatMap(int[,] hours)
{
    public const int HoursPerRow = 2;
    private const int HoursPerDay = 24;
    private const int DaysPerWeek = 7;
    private const int Shades = 5;

    /// <summary>A Monday.</summary>
    private static readonly DateOnly AnyMonday = new(2031, 2, 3);

    public static IEnumerable<int> Rows => Enumerable.Range(0, HoursPerDay / HoursPerRow).Select(row => row * HoursPerRow);

    /// <summary>"Mon" to "Sun".</summary>
    public static IReadOnlyList<string> Days
    {
        get => [.. Enumerable.Range(0, DaysPerWeek).Select(day => Formats.Date(AnyMonday.AddDays(day), "ddd"))];
    }

    public int Max { get; } = Rows.SelectMany(row => Enumerable.Range(0, DaysPerWeek).Select(day => Sum(hours, day, row))).Max();

    /// <summary>Shades in use, with the smallest and largest number of orders that have them.</summary>
    public IReadOnlyList<(int Shade, int From, int To)> Legend =>
        [.. Enumerable.Range(1, Max).GroupBy(GetShade).Select(group => (group.Key, group.Min(), group.Max()))];

    public int Count(int day, int row) => Sum(hours, day, row);

    /// <summary>0 for nothing, to 5 for the most.</summary>
    public int GetShade(int count) => count == 0 ? 0 : 1 + (count * (Shades - 1) / Math.Max(1, Max));

    private static int Sum(int[,] hours, int day, int row) => Enumerable.Range(row, HoursPerRow).Sum(hour => hours[day, hour]);
}
