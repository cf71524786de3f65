using Ticketing.Insights.Charts;
using Ticketing.Insights.Figures;
using Ticketing.Insights.Periods;
using Ticketing.Orders;
using Xunit;

namespace Ticketing.Tests.Insights.Figures;

public sealed class CuttingPeriods
{
    private static readonly DateOnly Monday = new(2031, 2, 3);

    [Theory]
    [InlineData(Step.Day)]
    [InlineData(Step.Week)]
    [InlineData(Step.Month)]
    public void The_parts_cover_every_day_once(Step step)
    {
        for (var offset = 0; offset < 40; offset++)
        {
            foreach (var days in new[] { 1, 2, 7, 8, 29, 31, 366 })
            {
                var period = new Period(Monday.AddDays(offset), Monday.AddDays(offset + days - 1));
                var parts = Steps.Cut(period, step);
                Assert.Equal(period.First, parts[0].First);
                Assert.Equal(period.Last, parts[^1].Last);
                Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.Equal(pair.First.Last.AddDays(1), pair.Second.First));
                Assert.Equal(parts.Count, Steps.Names(period, step).Distinct().Count());
            }
        }
    }

    [Fact]
    public void Weeks_begin_on_mondays_and_months_on_the_first()
    {
        var period = new Period(Monday.AddDays(2), Monday.AddDays(40));
        Assert.All(Steps.Cut(period, Step.Week).Skip(1), part => Assert.Equal(DayOfWeek.Monday, part.First.DayOfWeek));
        Assert.All(Steps.Cut(period, Step.Month).Skip(1), part => Assert.Equal(1, part.First.Day));
        Assert.Equal(["5–9 Feb", "10–16 Feb", "17–23 Feb", "24 Feb – 2 Mar", "3–9 Mar", "10–15 Mar"], Steps.Names(period, Step.Week));
        Assert.Equal(["Feb 2031", "Mar 2031"], Steps.Names(period, Step.Month));
    }

    [Theory]
    [InlineData(1, null, Step.Day)]
    [InlineData(45, null, Step.Day)]
    [InlineData(46, null, Step.Week)]
    [InlineData(200, null, Step.Month)]
    [InlineData(370, Step.Day, Step.Day)]
    [InlineData(371, Step.Day, Step.Week)]
    [InlineData(2600, Step.Day, Step.Month)]
    [InlineData(2600, Step.Week, Step.Month)]
    [InlineData(1, Step.Month, Step.Month)]
    public void A_drawing_has_no_more_steps_than_can_be_read(int days, Step? chosen, Step step) =>
        Assert.Equal(step, Steps.For(new Period(Monday, Monday.AddDays(days - 1)), chosen));

    [Fact]
    public void The_period_before_ends_the_day_before_and_never_begins_before_all_records()
    {
        Assert.Equal(new Period(Monday.AddDays(-7), Monday.AddDays(-1)), new Period(Monday, Monday.AddDays(6)).Before());
        Assert.Null(new Period(Period.Earliest, Monday).Before());
        Assert.Equal(new Period(Period.Earliest, Period.Earliest.AddDays(4)), new Period(Period.Earliest.AddDays(5), Monday).Before());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Period(Monday, Monday.AddDays(-1)));
    }

    [Theory]
    [InlineData(Step.Day)]
    [InlineData(Step.Week)]
    [InlineData(Step.Month)]
    public void The_drawn_sums_are_those_of_the_periods(Step step)
    {
        var random = new Random(7);
        for (var i = 0; i < 20; i++)
        {
            var period = new Period(Monday.AddDays(random.Next(60)), Monday.AddDays(60 + random.Next(60)));
            var before = period.Before()!;
            var (now, then) = (Report(period, random), Report(before, random));

            var chart = SalesCharts.Revenue(period, step, now, (before, then), "GBP");
            var tickets = SalesCharts.Tickets(period, step, now);

            Assert.Equal([SeriesRole.Main, SeriesRole.Compared], chart.Series.Select(series => series.Role));
            Assert.Equal(now.Total.Revenue, chart.Series[0].Values.Sum() * 100);
            Assert.Equal(then.Total.Revenue, chart.Series[1].Values.Sum() * 100);
            Assert.All(chart.Series, series => Assert.Equal(chart.Labels.Count, series.Values.Count));
            Assert.Equal(now.Total.Tickets, tickets.Series.Sum(series => series.Values.Sum()));
            Assert.Equal(now.Channels[OrderChannel.Comp].Tickets, tickets.Series.Single(series => series.Name == "Comps").Values.Sum());
        }
    }

    private static SalesReport Report(Period period, Random random)
    {
        var days = new Dictionary<(DateOnly, OrderChannel), Tally>();
        for (var day = period.First; day <= period.Last; day = day.AddDays(1))
        {
            foreach (var channel in Enum.GetValues<OrderChannel>())
            {
                days[(day, channel)] = new Tally(random.Next(10_000), random.Next(9), 1, 1, random.Next(500));
            }
        }

        var channels = days.GroupBy(day => day.Key.Item2).ToDictionary(day => day.Key, group => group.Aggregate(Tally.Nothing, (sum, next) => sum + next.Value));
        return new SalesReport(channels.Values.Aggregate(Tally.Nothing, (sum, next) => sum + next), days, new Dictionary<Guid, Tally>(), channels, new int[7, 24]);
    }
}
