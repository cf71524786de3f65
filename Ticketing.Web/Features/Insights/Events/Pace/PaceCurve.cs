namespace Ticketing.Features.Insights.Events.Pace;

/// <param name="DaysBefore">Calendar days (venue time) to the event.</param>
/// <param name="Tickets">Negative for refunds.</param>
public readonly record struct PaceChange(int DaysBefore, int Tickets);

/// <summary>Cumulative number of issued tickets, by days before the event. What is refunded after it counts as of its day.</summary>
public sealed class PaceCurve
{
    private readonly int[] totals;

    private PaceCurve(int[] byDaysBefore, IReadOnlyList<PaceChange> days) => (totals, Days) = (byDaysBefore, days);

    public static PaceCurve Empty { get; } = new([], []);

    /// <summary>All days with changes, oldest first. Those after the event are negative.</summary>
    public IReadOnlyList<PaceChange> Days { get; }

    /// <summary>Days before the event of the first sale.</summary>
    public int? FirstSaleDay => totals.Length > 0 ? totals.Length - 1 : null;

    public int Final => At(0);

    public static PaceCurve From(IEnumerable<PaceChange> changes)
    {
        var days = changes
            .GroupBy(change => change.DaysBefore)
            .OrderByDescending(day => day.Key)
            .Select(day => new PaceChange(day.Key, day.Sum(change => change.Tickets)))
            .ToList();
        var byDay = days.GroupBy(day => Math.Max(0, day.DaysBefore)).ToDictionary(day => day.Key, day => day.Sum(change => change.Tickets));
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

        return new PaceCurve(summed, days);
    }

    /// <summary>At the end of that day.</summary>
    public int At(int daysBefore) => daysBefore < totals.Length ? totals[Math.Max(0, daysBefore)] : 0;
}
