using Ticketing.Features.Insights.Charts;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Primitives;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Sales;

public sealed class ChartIntervalTests
{
    private static readonly DateOnly Monday = new(2031, 2, 3);

    [Theory]
    [InlineData(ChartInterval.Day)]
    [InlineData(ChartInterval.Week)]
    [InlineData(ChartInterval.Month)]
    public void The_parts_cover_every_day_once(ChartInterval step)
    {
        for (var offset = 0; offset < 40; offset++)
        {
            foreach (var days in new[] { 1, 2, 7, 8, 29, 31, 366 })
            {
                var period = new Period(Monday.AddDays(offset), Monday.AddDays(offset + days - 1));
                var parts = ChartIntervals.Split(period, step);
                Assert.Equal(period.First, parts[0].First);
                Assert.Equal(period.Last, parts[^1].Last);
                Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.Equal(pair.First.Last.AddDays(1), pair.Second.First));
                Assert.Equal(parts.Count, ChartIntervals.GetLabels(period, step).Distinct().Count());
            }
        }
    }

    [Fact]
    public void Weeks_begin_on_mondays_and_months_on_the_first()
    {
        var period = new Period(Monday.AddDays(2), Monday.AddDays(40));
        Assert.All(ChartIntervals.Split(period, ChartInterval.Week).Skip(1), part => Assert.Equal(DayOfWeek.Monday, part.First.DayOfWeek));
        Assert.All(ChartIntervals.Split(period, ChartInterval.Month).Skip(1), part => Assert.Equal(1, part.First.Day));
        Assert.Equal(
            ["5–9 Feb", "10–16 Feb", "17–23 Feb", "24 Feb – 2 Mar", "3–9 Mar", "10–15 Mar"],
            ChartIntervals.GetLabels(period, ChartInterval.Week)
        );
        Assert.Equal(["Feb 2031", "Mar 2031"], ChartIntervals.GetLabels(period, ChartInterval.Month));
    }

    [Theory]
    [InlineData(1, null, ChartInterval.Day)]
    [InlineData(45, null, ChartInterval.Day)]
    [InlineData(46, null, ChartInterval.Week)]
    [InlineData(200, null, ChartInterval.Month)]
    [InlineData(370, ChartInterval.Day, ChartInterval.Day)]
    [InlineData(371, ChartInterval.Day, ChartInterval.Week)]
    [InlineData(2600, ChartInterval.Day, ChartInterval.Month)]
    [InlineData(2600, ChartInterval.Week, ChartInterval.Month)]
    [InlineData(1, ChartInterval.Month, ChartInterval.Month)]
    public void A_chart_has_at_most_370_points(int days, ChartInterval? chosen, ChartInterval step) =>
        Assert.Equal(step, ChartIntervals.Choose(new Period(Monday, Monday.AddDays(days - 1)), chosen));

    [Fact]
    public void The_previous_period_ends_the_day_before_and_respects_the_minimum_date()
    {
        Assert.Equal(new Period(Monday.AddDays(-7), Monday.AddDays(-1)), new Period(Monday, Monday.AddDays(6)).GetPrevious());
        Assert.Null(new Period(Period.MinDate, Monday).GetPrevious());
        Assert.Equal(new Period(Period.MinDate, Period.MinDate.AddDays(4)), new Period(Period.MinDate.AddDays(5), Monday).GetPrevious());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Period(Monday, Monday.AddDays(-1)));
    }

    [Theory]
    [InlineData(ChartInterval.Day)]
    [InlineData(ChartInterval.Week)]
    [InlineData(ChartInterval.Month)]
    public void Chart_sums_match_the_periods(ChartInterval step)
    {
        var random = new Random(7);
        for (var i = 0; i < 20; i++)
        {
            var period = new Period(Monday.AddDays(random.Next(60)), Monday.AddDays(60 + random.Next(60)));
            var before = period.GetPrevious()!;
            var (now, then) = (Report(period, random), Report(before, random));

            var chart = SalesCharts.Create(SalesMeasure.Revenue, period, step, now, (before, then), "GBP");
            var tickets = SalesCharts.Create(SalesMeasure.Tickets, period, step, now, (before, then), "GBP");

            Assert.Equal(now.Total.Net, chart.Series[0].Values.Sum() * 100);
            Assert.Equal(then.Total.Net, chart.Series[1].Values.Sum() * 100);
            Assert.Equal(now.Total.Tickets, tickets.Series[0].Values.Sum());
            Assert.Equal(then.Total.Tickets, tickets.Series[1].Values.Sum());
            Assert.Equal(("GBP", null), (chart.Currency, tickets.Currency));
            foreach (var drawn in new[] { chart, tickets })
            {
                Assert.Equal(ChartKind.Line, drawn.Kind);
                Assert.Equal([SeriesRole.Main, SeriesRole.Compared], drawn.Series.Select(series => series.Role));
                Assert.All(drawn.Series, series => Assert.Equal(drawn.Labels.Count, series.Values.Count));
            }
        }
    }

    private static SalesReport Report(Period period, Random random)
    {
        var days = new Dictionary<(DateOnly, OrderChannel), SalesTotals>();
        for (var day = period.First; day <= period.Last; day = day.AddDays(1))
        {
            foreach (var channel in Enum.GetValues<OrderChannel>())
            {
                days[(day, channel)] = new SalesTotals(random.Next(10_000), random.Next(9), 1, 1, random.Next(500));
            }
        }

        var channels = days.GroupBy(day => day.Key.Item2)
            .ToDictionary(day => day.Key, group => group.Aggregate(SalesTotals.Zero, (sum, next) => sum + next.Value));
        return new SalesReport(
            channels.Values.Aggregate(SalesTotals.Zero, (sum, next) => sum + next),
            days,
            new Dictionary<Guid, SalesTotals>(),
            channels,
            new int[7, 24]
        );
    }
}
