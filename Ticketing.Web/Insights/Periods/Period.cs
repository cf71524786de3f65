using Ticketing.Settings;

namespace Ticketing.Insights.Periods;

/// <summary>Days of the venue, the last one included.</summary>
public sealed record Period
{
    /// <summary>No venue's records begin before it: earlier days are slips of the finger.</summary>
    public static readonly DateOnly Earliest = new(2000, 1, 1);

    public static readonly DateOnly Latest = new(2099, 12, 31);

    /// <exception cref="ArgumentOutOfRangeException">It ends before it begins, or one of its days is out of the range above.</exception>
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

    /// <summary>As many days right before it; fewer where the records would begin.</summary>
    public Period? Before() => First <= Earliest ? null : new Period(Max(First.AddDays(-Days), Earliest), First.AddDays(-1));

    /// <summary>So many days, today included.</summary>
    public static Period LastDays(int days, DateOnly today) => new(today.AddDays(1 - days), today);

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <param name="From">Included.</param>
/// <param name="Until">Excluded.</param>
public readonly record struct Span(DateTimeOffset From, DateTimeOffset Until);

public static class VenuePeriods
{
    /// <summary>The period as instants, by the venue's clock: a day may have 23 or 25 hours.</summary>
    public static Span SpanOf(this VenueClock clock, Period period) => new(clock.StartOf(period.First), clock.StartOf(period.Last.AddDays(1)));
}
