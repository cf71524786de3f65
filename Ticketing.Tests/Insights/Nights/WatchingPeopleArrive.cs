using Microsoft.Extensions.Time.Testing;
using Ticketing.Events;
using Ticketing.Insights.Nights.Arrivals;
using Ticketing.Settings;
using Xunit;

namespace Ticketing.Tests.Insights.Nights;

public sealed class WatchingPeopleArrive
{
    private static readonly DateTimeOffset Doors = new(2031, 2, 3, 19, 30, 0, TimeSpan.Zero);

    [Fact]
    public void They_are_counted_by_quarters_of_the_hour_without_a_gap()
    {
        var curve = ArrivalCurve.Of([At(44), At(0), At(14.9), At(15), At(46)], Doors.AddHours(-12), Doors.AddHours(12));
        Assert.Equal([(0, 2, 2), (15, 1, 3), (30, 1, 4), (45, 1, 5)], curve.Quarters.Select(q => ((int)(q.From - Doors).TotalMinutes, q.Came, q.InBy)));
        Assert.Equal((At(0), At(46), 5), (curve.First, curve.Last, curve.In));
        Assert.Equal(curve.Quarters[0], curve.Peak);

        var late = ArrivalCurve.Of([At(0), At(31)], Doors.AddHours(-12), Doors.AddHours(12));
        Assert.Equal([1, 0, 1], late.Quarters.Select(q => q.Came));
    }

    [Fact]
    public void Who_was_scanned_days_before_or_after_does_not_stretch_the_night()
    {
        var curve = ArrivalCurve.Of([At(-4000), At(0), At(5), At(9000)], Doors.AddHours(-12), Doors.AddHours(12));
        Assert.Equal([(2, 3)], curve.Quarters.Select(q => (q.Came, q.InBy)));
        Assert.Equal((1, 1, 4), (curve.Early, curve.Late, curve.In));
        Assert.Empty(ArrivalCurve.Of([], Doors, Doors).Quarters);
    }

    [Fact]
    public void Labels_are_by_the_venue_s_clock_and_name_doors_and_start()
    {
        // London's clocks go back at 01:00 UTC on the 26th.
        var start = new DateTimeOffset(2031, 10, 25, 23, 50, 0, TimeSpan.Zero);
        var show = new Event { Slug = "x", Title = "x", Location = "x", TimeZone = "Europe/London", StartsAt = start, DoorsAt = start.AddMinutes(-20) };
        var curve = ArrivalCurve.Of([start.AddMinutes(-20), start.AddMinutes(80)], start.AddHours(-12), start.AddHours(12));
        var chart = ArrivalChart.Of(curve, show, Clock);
        Assert.Equal(["00:30 doors", "00:45 start", "01:00", "01:15", "01:30", "01:45", "01:00 again"], chart.Labels);
    }

    private static VenueClock Clock => new(new Sites(), new FakeTimeProvider(Doors));

    private static DateTimeOffset At(double minutes) => Doors.AddMinutes(minutes);

    private sealed class Sites : Microsoft.Extensions.Options.IOptionsMonitor<SiteOptions>
    {
        public SiteOptions CurrentValue { get; } = new() { TimeZone = "Europe/London" };

        public SiteOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<SiteOptions, string?> listener) => null;
    }
}
