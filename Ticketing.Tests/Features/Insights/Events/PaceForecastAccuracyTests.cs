using Ticketing.Features.Insights.Events.Pace;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Events;

/// <summary>Random events of different sizes and sales patterns.</summary>
public sealed class PaceForecastAccuracyTests
{
    private const int Venues = 30;
    private const int EventsPerVenue = 13;
    private const int Seed = 20311;

    [Theory]
    [InlineData(36, 0.40)]
    [InlineData(13, 0.20)]
    [InlineData(4, 0.13)]
    public void Most_events_end_inside_the_range_and_later_forecasts_are_closer(int daysBefore, double mostError)
    {
        var random = new Random(Seed);
        List<ForecastError> errors = [.. Enumerable.Range(0, Venues).Select(_ => ForecastError.LeaveOneOut(Venue(random), daysBefore))];
        var inside = errors.Sum(error => error.InsideRange) / (double)errors.Sum(error => error.Events);
        var off = errors.Average(error => error.MeanError);
        TestContext.Current.TestOutputHelper?.WriteLine($"{daysBefore} days before, seed {Seed}: off by {off:P1}, {inside:P0} inside");

        // Among 13 events, each is equally likely to be the minimum or maximum, so 11 of 13 lie between.
        Assert.InRange(inside, 0.78, 0.93);
        Assert.True(off < mostError, $"off by {off:P1} on average");
    }

    /// <summary>Otherwise nobody needs the forecast.</summary>
    [Fact]
    public void It_is_closer_than_the_median_of_similar_events()
    {
        var random = new Random(Seed);
        List<PastEventPace> shows = [.. Enumerable.Range(0, Venues).SelectMany(_ => Venue(random))];
        var typical = shows
            .Chunk(EventsPerVenue)
            .SelectMany(venue =>
                venue.Select(show =>
                    Math.Abs(
                        (PaceForecast.Median(venue.Where(other => other != show).Select(other => other.ShareAt(0))) * show.Capacity)
                            - show.Curve.Final
                    ) / show.Curve.Final
                )
            )
            .Average();
        var told = shows.Chunk(EventsPerVenue).Average(venue => ForecastError.LeaveOneOut(venue, 13).MeanError);
        Assert.True(told < typical * 0.7, $"{told:P1} and {typical:P1}");
    }

    private static List<PastEventPace> Venue(Random random) => [.. Enumerable.Range(0, EventsPerVenue).Select(_ => Show(random))];

    // A first rush, a trickle and a final rush of random strength; buyers beyond the capacity are turned away.
    private static PastEventPace Show(Random random)
    {
        int[] sizes = [80, 120, 200, 200, 300, 400, 800];
        var (places, onSale) = (sizes[random.Next(sizes.Length)], 30 + (15 * random.Next(4)));
        var (launch, rush) = (0.1 + (0.3 * random.NextDouble()), 0.2 + (0.4 * random.NextDouble()));
        var buyers = (int)(places * 0.7 * Math.Exp(0.4 * Bell(random)) / 2.3);
        List<PaceChange> sales = [];
        var left = places;
        foreach (var moment in Enumerable.Range(0, buyers).Select(_ => Moment(random, launch, rush)).Order())
        {
            var party = Math.Min(left, random.Next(1, 5));
            left -= party;
            sales.Add(new PaceChange((int)(onSale * (1 - moment)), party));
        }

        return new PastEventPace(Guid.NewGuid(), "", default, places, PaceCurve.From(sales));
    }

    private static double Moment(Random random, double launch, double rush)
    {
        var (part, soon) = (random.NextDouble(), Math.Min(1, -Math.Log(1 - random.NextDouble()) * 0.08));
        return part < launch ? soon
            : part < launch + rush ? 1 - soon
            : random.NextDouble();
    }

    private static double Bell(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
