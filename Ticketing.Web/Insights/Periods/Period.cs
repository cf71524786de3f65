using Ticketing.Settings;

namespace Ticketing.Insights.Periods;

/// <summary>Calendar days of the venue, last one inclusive.</summary>
public sealed record Period
{
    /// <summary>Earlier dates are typing errors.</summary>
    public static readonly DateOnly Earliest = new(2000, 1, 1);

    public static readonly DateOnly Latest = new(2099, 12, 31);

    /// <exception cref="ArgumentOutOfRangeException">
    /// The days are reversed or outside <see cref="Earliest"/> to <see cref="Latest"/>.
    /// </exception>
    public Period(DateOnly first, DateOnly last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, Earliest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, Latest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, last);
        (First, Last) = (first, last);
    }

    public DateOnly First { get; }

    public DateOnly Last { get; }

    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>Same length, cut off at <see cref="Earliest"/>.</summary>
    public Period? Before() => First <= Earliest ? null : new Period(Max(First.AddDays(-Days), Earliest), First.AddDays(-1));

    public static Period LastDays(int days, DateOnly today) => new(today.AddDays(1 - days), today);

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <param name="From">Inclusive.</param>
/// <param name="Until">Exclusive.</param>
public readonly record struct Span(DateTimeOffset From, DateTimeOffset Until);

public static class VenuePeriods
{
    /// <summary>By the venue's clock: a day may have 23 or 25 hours.</summary>
    public static Span SpanOf(this VenueClock clock, Period period) => new(clock.StartOf(period.First), clock.StartOf(period.Last.AddDays(1)));
}
