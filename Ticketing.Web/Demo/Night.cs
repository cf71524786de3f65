namespace Ticketing.Demo;

/// <summary>When a show is, seen from the day on which the demo venue is made.</summary>
internal abstract record Night
{
    /// <summary>Week 0 are the seven days from tomorrow on; week -1 the seven that ended the day before yesterday.</summary>
    public sealed record Of(int Week, DayOfWeek Day) : Night;

    /// <summary>The next one that is far enough away to open its sale before it.</summary>
    public sealed record NewYearsEve : Night;
}
