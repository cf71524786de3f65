using Ticketing.Insights.Nights.Pace;
using Xunit;

namespace Ticketing.Tests.Insights.Nights;

/// <summary>Random events of different sizes and sales patterns.</summary>
public sealed class TryingTheForecastOnManyShows
{
    private const int Venues = 30;
    private const int ShowsOfAVenue = 13;
    private const int Seed = 20311;

    [Theory]
    [InlineData(36, 0.40)]
    [InlineData(13, 0.20)]
    [InlineData(4, 0.13)]
    public void Most_shows_end_inside_the_band_and_the_middle_is_nearer_the_later_one_looks(int daysBefore, double mostError)
    {
        var random = new Random(Seed);
        List<BandError> errors = [.. Enumerable.Range(0, Venues).Select(_ => BandError.LeavingOneOut(Venue(random), daysBefore))];
        var inside = errors.Sum(error => error.Inside) / (double)errors.Sum(error => error.Shows);
        var off = errors.Average(error => error.MeanError);
        TestContext.Current.TestOutputHelper?.WriteLine($"{daysBefore} days before, seed {Seed}: off by {off:P1}, {inside:P0} inside");

        // Among 13 events, each is equally likely to be the minimum or maximum, so 11 of 13 lie between.
        Assert.InRange(inside, 0.78, 0.93);
        Assert.True(off < mostError, $"off by {off:P1} on average");
    }

    /// <summary>Otherwise nobody needs the forecast.</summary>
    [Fact]
    public void It_is_nearer_than_taking_every_show_for_a_typical_one()
    {
        var random = new Random(Seed);
        List<PastPace> shows = [.. Enumerable.Range(0, Venues).SelectMany(_ => Venue(random))];
        var typical = shows.Chunk(ShowsOfAVenue).SelectMany(venue => venue.Select(show =>
            Math.Abs((PaceForecast.MedianOf(venue.Where(other => other != show).Select(other => other.ShareAt(0))) * show.Places) - show.Curve.Final) / show.Curve.Final)).Average();
        var told = shows.Chunk(ShowsOfAVenue).Average(venue => BandError.LeavingOneOut(venue, 13).MeanError);
        Assert.True(told < typical * 0.7, $"{told:P1} and {typical:P1}");
    }

    private static List<PastPace> Venue(Random random) => [.. Enumerable.Range(0, ShowsOfAVenue).Select(_ => Show(random))];

    // A first rush, a trickle and a final rush of random strength; buyers beyond the capacity are turned away.
    private static PastPace Show(Random random)
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

        return new PastPace(Guid.NewGuid(), "", default, places, PaceCurve.Of(sales));
    }

    private static double Moment(Random random, double launch, double rush)
    {
        var (part, soon) = (random.NextDouble(), Math.Min(1, -Math.Log(1 - random.NextDouble()) * 0.08));
        return part < launch ? soon : part < launch + rush ? 1 - soon : random.NextDouble();
    }

    private static double Bell(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
