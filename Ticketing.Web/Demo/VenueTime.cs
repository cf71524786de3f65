namespace Ticketing.Demo;

/// <summary>Wall-clock times at the venue as instants.</summary>
internal static class VenueTime
{
    public const string Zone = "Europe/London";
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById(Zone);

    /// <summary>A time that the clocks skip in spring is read as if they had not; one that comes twice in autumn is the second.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local, London.GetUtcOffset(local)).ToUniversalTime();
    }

    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, London).DateTime);
}
