using Ticketing.Features.Insights.Charts;
using Ticketing.Features.Insights.Events.Pace;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Events;

/// <summary>Events small enough to calculate by hand.</summary>
public sealed class PaceForecastTests
{
    private static readonly DateTimeOffset Noon = new(2031, 2, 3, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_curve_counts_tickets_at_the_end_of_each_day()
    {
        var curve = PaceCurve.From([new(10, 3), new(10, 1), new(4, 6), new(2, -2), new(0, 1), new(-1, 5)]);
        Assert.Equal(
            (0, 4, 4, 10, 10, 8, 8, 14),
            (curve.At(11), curve.At(10), curve.At(5), curve.At(4), curve.At(3), curve.At(2), curve.At(1), curve.At(0))
        );
        Assert.Equal((10, 14, 14), (curve.FirstSaleDay, curve.Final, curve.At(-3)));
        Assert.Equal((null, 0), (PaceCurve.Empty.FirstSaleDay, PaceCurve.From([]).Final));
    }

    [Fact]
    public void Similar_events_later_sales_are_added_in_shares_of_capacity()
    {
        // As full as they were, so it sells like them: 30, 40 and 60 per cent were to come.
        List<PastEventPace> similar = [Show(100, (5, 20), (2, 10), (1, 20)), Show(100, (5, 20), (1, 40)), Show(200, (5, 40), (0, 120))];
        var days = PaceForecast.Create(capacity: 200, soldThen: 40, daysBefore: 5, soldNow: 40, similar);
        Assert.Equal(5, days.Count);
        Assert.Equal(new ForecastRange(100, 120, 160), days[0]);
        Assert.Equal(new ForecastRange(40, 40, 60), days[2]);
    }

    [Fact]
    public void An_event_ahead_of_others_sells_more_dampened_by_a_fifth_of_capacity()
    {
        // Twice as full: (0.4 + 0.2) / (0.2 + 0.2) = 1.5 times the 30 to come.
        Assert.Equal(new ForecastRange(85, 85, 85), PaceForecast.Create(100, 40, 3, 40, [Show(100, (5, 20), (1, 30))])[0]);

        // Nothing sold, while the other had sold 20: half of what was to come.
        Assert.Equal(new ForecastRange(15, 15, 15), PaceForecast.Create(100, 0, 3, 0, [Show(100, (5, 20), (1, 30))])[0]);
    }

    [Fact]
    public void Forecasts_stay_between_tickets_sold_and_capacity()
    {
        Assert.Equal(new ForecastRange(100, 100, 100), PaceForecast.Create(100, 80, 3, 80, [Show(100, (5, 20), (1, 70))])[0]);
        Assert.All(
            PaceForecast.Create(100, 10, 3, 25, [Show(100, (5, 20), (1, 1))]),
            likely => Assert.Equal(new ForecastRange(25, 25, 25), likely)
        );

        // More refunds than sales followed.
        Assert.Equal(new ForecastRange(10, 10, 10), PaceForecast.Create(100, 10, 3, 10, [Show(100, (5, 20), (1, -15))])[0]);
    }

    [Fact]
    public void The_middle_is_the_median()
    {
        Assert.Equal(3, PaceForecast.Median([9, 1, 3]));
        Assert.Equal(2.5, PaceForecast.Median([4, 1, 2, 3]));
    }

    [Fact]
    public void The_error_forecasts_each_event_from_the_others()
    {
        // Each sold 20 of 100 two days before, and 40, 50 and 80 in the end. The others predict 65, 60 and 45.
        List<PastEventPace> shows = [Show(100, (5, 20), (0, 20)), Show(100, (5, 20), (0, 30)), Show(100, (5, 20), (0, 60))];
        var error = ForecastError.LeaveOneOut(shows, 2);
        Assert.Equal((3, 1), (error.Events, error.InsideRange));
        Assert.Equal((((65 - 40) / 40.0) + ((60 - 50) / 50.0) + ((80 - 45) / 80.0)) / 3, error.MeanError, 9);
    }

    [Fact]
    public void The_error_ignores_sales_after_that_day()
    {
        var (left, right) = (Show(100, (5, 20), (0, 30)), Show(100, (5, 20), (0, 30)));
        Assert.Equal(new ForecastError(2, 0, 2), ForecastError.LeaveOneOut([left, right], 1));
        var one = ForecastError.LeaveOneOut([left, Show(100, (5, 20), (0, 80))], 1);
        Assert.Equal(((100 - 50) / 50.0 + (100 - 50) / 100.0) / 2, one.MeanError, 9);
        Assert.Equal(0, one.InsideRange);
    }

    [Fact]
    public void Events_of_the_same_kind_come_first_then_the_nearest_in_size_and_price()
    {
        var show = Profile("This", "Jazz", 200, 1500);
        var (far, near, nearer) = (Profile("Far", "jazz ", 20, 9000), Profile("Near", "Folk", 180, 1400), Profile("Nearer", "", 190, 1500));
        var (tooLarge, tooDear, free) = (
            Profile("Hall", "Rock", 601, 1500),
            Profile("Gala", "Rock", 200, 4501),
            Profile("Free", "Rock", 200, 0)
        );
        Assert.Equal(
            [far, nearer, near],
            SimilarEvents.Choose(show, [near, free, tooLarge, nearer, show, tooDear, far, Profile("Nowhere", "Jazz", 0, 0)])
        );
        Assert.Equal([free], SimilarEvents.Choose(Profile("Gift", "", 200, 0), [near, free, nearer]));
    }

    [Fact]
    public void The_choice_does_not_depend_on_the_input_order()
    {
        var random = new Random(5);
        List<EventProfile> past =
        [
            .. Enumerable.Range(0, 40).Select(i => Profile($"{i}", i % 9 == 0 ? "Jazz" : "", 150 + (i % 7 * 10), 1000 + (i % 3), i % 5)),
        ];
        var chosen = SimilarEvents.Choose(Profile("This", "Jazz", 200, 1000), past);
        Assert.Equal(SimilarEvents.MaxEvents, chosen.Count);
        Assert.Equal(5, chosen.TakeWhile(show => show.Kind == "Jazz").Count());
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(chosen, SimilarEvents.Choose(Profile("This", "Jazz", 200, 1000), past.OrderBy(_ => random.Next())));
        }
    }

    [Fact]
    public void The_chart_has_actual_sales_until_today_and_the_forecast_from_yesterday_on()
    {
        List<PastEventPace> similar = [Show(100, (5, 20), (0, 20)), Show(100, (5, 20), (0, 30)), Show(100, (5, 20), (0, 60))];
        var curve = PaceCurve.From([new(4, 20), new(2, 5)]);
        var days = PaceForecast.Create(100, curve.At(3), 3, curve.Final, similar);
        var chart = PaceChart.Create(new EventPace(100, 2, curve, similar, new SalesOutlook.Expected(3, days, new ForecastError(3, 0, 3))));
        Assert.Equal(["5", "4", "3", "2", "1", "0"], chart.Labels);
        Assert.Equal([0, 20, 20, 25, null, null], Values(chart, SeriesRole.Main));
        Assert.Equal([20, 20, 20, 20, 20, 50], Values(chart, SeriesRole.Compared));
        Assert.Equal([null, null, 20, 25, 25, 50], Values(chart, SeriesRole.Forecast));
        Assert.Equal([null, null, 20, 25, 25, 40], Values(chart, SeriesRole.BandLow));
        Assert.Equal([null, null, 20, 25, 25, 80], Values(chart, SeriesRole.BandHigh));

        // The upper edge is filled down to the series before it.
        Assert.Equal(chart.Series.Count - 1, chart.Series.ToList().FindIndex(series => series.Role == SeriesRole.BandLow) + 1);
    }

    [Fact]
    public void A_year_of_sales_is_drawn_in_steps_that_end_on_the_event_s_day()
    {
        var chart = PaceChart.Create(
            new EventPace(100, 151, PaceCurve.From([new(365, 1), new(151, 2)]), [], new SalesOutlook.TooFewEvents(0))
        );
        Assert.InRange(chart.Labels.Count, 60, 100);
        Assert.Equal("0", chart.Labels[^1]);
        Assert.Equal(3, chart.Series[0].Values[chart.Labels.ToList().IndexOf("151")]);
        Assert.Equal(1, chart.Series[0].Values[chart.Labels.ToList().IndexOf("152")]);
    }

    private static IEnumerable<decimal?> Values(Chart chart, SeriesRole role) => chart.Series.Single(series => series.Role == role).Values;

    private static PastEventPace Show(int places, params (int DaysBefore, int Tickets)[] changes) =>
        new(
            Guid.NewGuid(),
            "",
            default,
            places,
            PaceCurve.From(changes.Select(change => new PaceChange(change.DaysBefore, change.Tickets)))
        );

    private static EventProfile Profile(string title, string kind, int places, decimal price, int day = 0) =>
        new(Guid.NewGuid(), title, kind, Noon.AddDays(day), places, price);
}
