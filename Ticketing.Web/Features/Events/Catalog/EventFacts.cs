namespace Ticketing.Features.Events.Catalog;

/// <summary>In the current language; null if staff have not entered it.</summary>
public static class EventFacts
{
    private const int MinutesPerHour = 60;

    /// <summary>"Ages 14 and over".</summary>
    public static string? AgeLimit(this Event @event) =>
        @event.MinimumAge is { } age ? T.Plural(age, "Ages 1 and over", "Ages {0} and over") : null;

    /// <summary>"2 hours and 30 minutes".</summary>
    public static string? RunningTime(this Event @event) =>
        @event.RunningMinutes is not { } all
            ? null
            : (all / MinutesPerHour, all % MinutesPerHour) switch
            {
                (0, var minutes) => Minutes(minutes),
                (var hours, 0) => Hours(hours),
                var (hours, minutes) => T["{0} and {1}", Hours(hours), Minutes(minutes)],
            };

    private static string Hours(int hours) => T.Plural(hours, "1 hour", "{0} hours");

    private static string Minutes(int minutes) => T.Plural(minutes, "1 minute", "{0} minutes");
}
