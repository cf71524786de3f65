namespace Ticketing.Insights.Nights.Pace;

/// <param name="DaysBefore">Calendar days of the venue between the day of the change and the day of the show; what comes after the show counts for its day.</param>
/// <param name="Tickets">Sold or given away; below zero where they were refunded.</param>
public readonly record struct PaceChange(int DaysBefore, int Tickets);

/// <summary>How many tickets of a show were out, day by day before it.</summary>
public sealed class PaceCurve
{
    private readonly int[] totals;

    private PaceCurve(int[] byDaysBefore) => totals = byDaysBefore;

    public static PaceCurve Empty { get; } = new([]);

    /// <summary>With how many days to go the first ticket went; null where none did.</summary>
    public int? First => totals.Length > 0 ? totals.Length - 1 : null;

    /// <summary>How many were out in the end.</summary>
    public int Final => At(0);

    public static PaceCurve Of(IEnumerable<PaceChange> changes)
    {
        var byDay = changes.GroupBy(change => Math.Max(0, change.DaysBefore)).ToDictionary(day => day.Key, day => day.Sum(change => change.Tickets));
        if (byDay.Count == 0)
        {
            return Empty;
        }

        var summed = new int[byDay.Keys.Max() + 1];
        var sum = 0;
        for (var day = summed.Length - 1; day >= 0; day--)
        {
            summed[day] = sum += byDay.GetValueOrDefault(day);
        }

        return new PaceCurve(summed);
    }

    /// <summary>When that day was over.</summary>
    public int At(int daysBefore) => daysBefore < totals.Length ? totals[Math.Max(0, daysBefore)] : 0;
}
