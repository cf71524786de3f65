using Microsoft.Extensions.Time.Testing;
using Ticketing.Features.Events;
using Ticketing.Features.Insights.Events.Arrivals;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Localization;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Events;

public sealed class ArrivalCurveTests
{
    private static readonly DateTimeOffset Doors = new(2031, 2, 3, 19, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Arrivals_are_counted_by_quarter_hours_without_gaps()
    {
        var curve = ArrivalCurve.Create([At(44), At(0), At(14.9), At(15), At(46)], Doors.AddHours(-12), Doors.AddHours(12));
        Assert.Equal(
            [(0, 2, 2), (15, 1, 3), (30, 1, 4), (45, 1, 5)],
            curve.Quarters.Select(q => ((int)(q.From - Doors).TotalMinutes, q.Arrivals, q.TotalArrivals))
        );
        Assert.Equal((At(0), At(46), 5), (curve.First, curve.Last, curve.Total));
        Assert.Equal(curve.Quarters[0], curve.Peak);

        var late = ArrivalCurve.Create([At(0), At(31)], Doors.AddHours(-12), Doors.AddHours(12));
        Assert.Equal([1, 0, 1], late.Quarters.Select(q => q.Arrivals));
    }

    [Fact]
    public void Scans_days_before_or_after_do_not_stretch_the_chart()
    {
        var curve = ArrivalCurve.Create([At(-4000), At(0), At(5), At(9000)], Doors.AddHours(-12), Doors.AddHours(12));
        Assert.Equal([(2, 3)], curve.Quarters.Select(q => (q.Arrivals, q.TotalArrivals)));
        Assert.Equal((1, 1, 4), (curve.Early, curve.Late, curve.Total));
        Assert.Empty(ArrivalCurve.Create([], Doors, Doors).Quarters);
    }

    [Fact]
    public void Labels_are_by_the_venue_s_clock_and_name_doors_and_start()
    {
        // London's clocks go back at 01:00 UTC on the 26th.
        var start = new DateTimeOffset(2031, 10, 25, 23, 50, 0, TimeSpan.Zero);
        var show = new Event
        {
            Slug = "x",
            Title = "x",
            Location = "x",
            TimeZone = "Europe/London",
            StartsAt = start,
            DoorsAt = start.AddMinutes(-20),
        };
        var curve = ArrivalCurve.Create([start.AddMinutes(-20), start.AddMinutes(80)], start.AddHours(-12), start.AddHours(12));
        var chart = ArrivalChart.Create(curve, show, Clock);
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
