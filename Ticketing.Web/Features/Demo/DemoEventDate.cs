namespace Ticketing.Features.Demo;

/// <summary>Relative to the day of seeding.</summary>
internal abstract record DemoEventDate
{
    /// <summary>Week 0 is the seven days from tomorrow; week -1 the seven that ended the day before yesterday.</summary>
    public sealed record WeekAndDay(int Week, DayOfWeek Day) : DemoEventDate;

    /// <summary>Far enough ahead to have a sale.</summary>
    public sealed record NewYearsEve : DemoEventDate;
}
