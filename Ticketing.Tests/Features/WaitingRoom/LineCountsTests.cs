using Ticketing.Features.WaitingRoom.Places;
using Xunit;

namespace Ticketing.Tests.Features.WaitingRoom;

public sealed class LineCountsTests
{
    private static readonly LaneCounts Empty = new(0, 0, 0);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(1025)]
    public void A_shuffle_gives_each_place_to_one_number(int limit)
    {
        var places = Enumerable.Range(0, limit).Select(number => KeyedPermutation.Permute("secret"u8, number, limit));
        Assert.Equal(Enumerable.Range(0, limit), places.Order());
    }

    [Fact]
    public void A_shuffle_favours_neither_early_nor_late_and_depends_on_the_seed()
    {
        const int buyers = 10_000;
        var first = GetFirst("one", buyers);
        // Of the first tenth by arrival, about a tenth is among the first tenth by place: 100 expected, with a deviation of 9.
        Assert.InRange(first.Count(number => number < buyers / 10), 55, 145);
        Assert.InRange(first.Average(), buyers * 0.45, buyers * 0.55);
        Assert.InRange(first.Intersect(GetFirst("two", buyers)).Count(), 55, 145);
    }

    [Fact]
    public void Those_who_come_after_the_start_keep_their_order()
    {
        var line = new LineCounts(new LaneCounts(30, 0, 10), Empty, "seed");
        Assert.Equal(Enumerable.Range(0, 10), Enumerable.Range(0, 10).Select(number => line.GetPosition(Lane.Ordinary, number)).Order());
        Assert.Equal(Enumerable.Range(10, 20), Enumerable.Range(10, 20).Select(number => line.GetPosition(Lane.Ordinary, number)));
    }

    [Fact]
    public void The_second_lane_gets_one_turn_in_fifty_and_all_of_them_when_the_first_is_empty()
    {
        var line = new LineCounts(new LaneCounts(500, 0, 0), new LaneCounts(500, 0, 0), "seed");
        Assert.Equal(4, line.Advance(200).Crowded.Served);
        Assert.Equal(line.Advance(200), line.Advance(70).Advance(130));
        var late = line.Advance(600);
        Assert.Equal((500, 100), (late.Ordinary.Served, late.Crowded.Served));
        Assert.Equal(0, line.Advance(5000).Waiting);
    }

    [Theory]
    [InlineData(Lane.Ordinary, 10)]
    [InlineData(Lane.Ordinary, 400)]
    [InlineData(Lane.Crowded, 3)]
    [InlineData(Lane.Crowded, 60)]
    public void The_number_of_people_ahead_is_about_the_turns_until_ones_own(Lane lane, int position)
    {
        var line = new LineCounts(new LaneCounts(500, 0, 0), new LaneCounts(100, 0, 0), "seed");
        var turns = Enumerable.Range(0, 600).First(count => line.Advance(count + 1)[lane].Served > position);
        Assert.InRange(line.CountAhead(lane, position), turns - 1, turns + 1);
    }

    private static List<int> GetFirst(string seed, int buyers)
    {
        var line = new LineCounts(new LaneCounts(buyers, 0, buyers), Empty, seed);
        return [.. Enumerable.Range(0, buyers).Where(number => line.GetPosition(Lane.Ordinary, number) < buyers / 10)];
    }
}
