using Ticketing.Events;
using Xunit;

namespace Ticketing.Tests.Events;

public sealed class TellingTheTime
{
    [Fact]
    public void A_show_s_hours_are_those_of_its_own_place()
    {
        var show = Show("America/New_York", new DateTimeOffset(2031, 7, 2, 0, 30, 0, TimeSpan.Zero));
        Assert.Equal("Tuesday 1 July 2031", show.LongDay());
        Assert.Equal("doors 19:45, starts 20:30", show.Hours());
        Assert.Equal("New York time", show.ZoneInWords());
    }

    [Fact]
    public void Without_doors_only_the_start_is_told()
    {
        var show = Show("Europe/London", new DateTimeOffset(2031, 1, 2, 20, 0, 0, TimeSpan.Zero));
        show.DoorsAt = null;
        Assert.Equal("starts 20:00", show.Hours());
        Assert.Equal("20:00", show.FirstHour());
    }

    [Fact]
    public void Summer_time_is_kept_on_both_sides_of_its_change()
    {
        var show = Show("Europe/London", new DateTimeOffset(2031, 3, 30, 19, 0, 0, TimeSpan.Zero));
        Assert.Equal("Sat 29 Mar, 19:00", show.Moment(show.StartsAt.AddDays(-1)));
        Assert.Equal("Sun 30 Mar, 20:00", show.Moment(show.StartsAt));
    }

    [Fact]
    public void Another_year_is_named_and_September_has_three_letters()
    {
        var show = Show("Europe/London", new DateTimeOffset(2031, 1, 2, 20, 0, 0, TimeSpan.Zero));
        Assert.Equal("Mon 9 Sep 2030, 10:00", show.Moment(new DateTimeOffset(2030, 9, 9, 9, 0, 0, TimeSpan.Zero)));
        Assert.Equal("9 Sep 2030", show.Date(new DateTimeOffset(2030, 9, 9, 9, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("Europe/London", "London time")]
    [InlineData("America/Argentina/Buenos_Aires", "Buenos Aires time")]
    [InlineData("Etc/UTC", "UTC")]
    public void Zones_are_named_in_words(string zone, string words) =>
        Assert.Equal(words, Show(zone, DateTimeOffset.UnixEpoch).ZoneInWords());

    private static Event Show(string zone, DateTimeOffset starts) => new()
    {
        Slug = "show", Title = "Show", Location = "The Blue Room", TimeZone = zone, StartsAt = starts, DoorsAt = starts.AddMinutes(-45),
    };
}
