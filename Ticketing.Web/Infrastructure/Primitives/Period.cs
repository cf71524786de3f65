namespace Ticketing.Infrastructure.Primitives;

/// <summary>Calendar days of the venue, last one inclusive.</summary>
public sealed record Period
{
    /// <summary>Earlier dates are typing errors.</summary>
    public static readonly DateOnly MinDate = new(2000, 1, 1);

    public static readonly DateOnly MaxDate = new(2099, 12, 31);

    /// <exception cref="ArgumentOutOfRangeException">
    /// The days are reversed or outside <see cref="MinDate"/> to <see cref="MaxDate"/>.
    /// </exception>
    public Period(DateOnly first, DateOnly last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, MinDate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, MaxDate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, last);
        (First, Last) = (first, last);
    }

    public DateOnly First { get; }

    public DateOnly Last { get; }

    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>Same length, cut off at <see cref="MinDate"/>.</summary>
    public Period? GetPrevious() => First <= MinDate ? null : new Period(Max(First.AddDays(-Days), MinDate), First.AddDays(-1));

    public static Period LastDays(int days, DateOnly today) => new(today.AddDays(1 - days), today);

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;
}
