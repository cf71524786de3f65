using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class EventTimesTests
{
    [Fact]
    public void Times_are_in_the_event_s_time_zone()
    {
        var show = Show("America/New_York", new DateTimeOffset(2031, 7, 2, 0, 30, 0, TimeSpan.Zero));
        Assert.Equal("Tuesday 1 July 2031", show.LongDay());
        Assert.Equal("Doors 19:45 · Starts 20:30", show.DoorsAndStart());
        Assert.Equal("New York time", show.ZoneText());
    }

    [Fact]
    public void Without_doors_only_the_start_is_shown()
    {
        var show = Show("Europe/London", new DateTimeOffset(2031, 1, 2, 20, 0, 0, TimeSpan.Zero));
        show.DoorsAt = null;
        Assert.Equal("Starts 20:00", show.DoorsAndStart());
        Assert.Equal("20:00", show.DoorsOrStart());
    }

    [Fact]
    public void Times_are_right_before_and_after_the_clocks_change()
    {
        var show = Show("Europe/London", new DateTimeOffset(2031, 3, 30, 19, 0, 0, TimeSpan.Zero));
        Assert.Equal("Sat 29 Mar, 19:00", show.DayAndTime(show.StartsAt.AddDays(-1)));
        Assert.Equal("Sun 30 Mar, 20:00", show.DayAndTime(show.StartsAt));
    }

    [Fact]
    public void Another_year_is_shown_and_September_is_Sep()
    {
        var show = Show("Europe/London", new DateTimeOffset(2031, 1, 2, 20, 0, 0, TimeSpan.Zero));
        Assert.Equal("Mon 9 Sep 2030, 10:00", show.DayAndTime(new DateTimeOffset(2030, 9, 9, 9, 0, 0, TimeSpan.Zero)));
        Assert.Equal("9 Sep 2030", show.ShortDate(new DateTimeOffset(2030, 9, 9, 9, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("Europe/London", "London time")]
    [InlineData("America/Argentina/Buenos_Aires", "Buenos Aires time")]
    [InlineData("Etc/UTC", "UTC")]
    public void Zones_have_readable_names(string zone, string words) =>
        Assert.Equal(words, Show(zone, DateTimeOffset.UnixEpoch).ZoneText());

    private static Event Show(string zone, DateTimeOffset starts) =>
        new()
        {
            Slug = "show",
            Title = "Show",
            Location = "The Blue Room",
            TimeZone = zone,
            StartsAt = starts,
            DoorsAt = starts.AddMinutes(-45),
        };
}
