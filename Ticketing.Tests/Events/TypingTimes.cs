using CsCheck;
using Ticketing.Events;
using Ticketing.Events.Editing;
using Xunit;

namespace Ticketing.Tests.Events;

public sealed class TypingTimes
{
    private const string London = "Europe/London";

    [Fact]
    public void What_does_not_exist_when_the_clocks_go_forward_is_refused_with_the_next_minute_that_does()
    {
        var refused = Assert.IsType<MomentReading.Refused>(LocalTime.Read(Typed("2031-03-30", "01:30"), London));
        Assert.Contains("01:30 does not exist", refused.Message, StringComparison.Ordinal);
        Assert.Contains("02:00", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_twice_when_the_clocks_go_back_is_asked()
    {
        var typed = Typed("2031-10-26", "01:30");
        Assert.Contains("twice", Assert.IsType<MomentReading.Refused>(LocalTime.Read(typed, London)).Message, StringComparison.Ordinal);
        Assert.True(LocalTime.IsTwice(typed, London));
        Assert.Equal(Utc(0, 30), Instant(typed with { Which = TypedMoment.First }));
        Assert.Equal(Utc(1, 30), Instant(typed with { Which = TypedMoment.Second }));
        Assert.False(LocalTime.IsTwice(Typed("2031-10-26", "02:30"), London));

        static DateTimeOffset Utc(int hour, int minute) => new(2031, 10, 26, hour, minute, 0, TimeSpan.Zero);
    }

    [Fact]
    public void A_gap_of_half_an_hour_and_one_of_a_whole_day_are_gaps_too()
    {
        Assert.IsType<MomentReading.Refused>(LocalTime.Read(Typed("2031-10-05", "02:15"), "Australia/Lord_Howe"));
        Assert.IsType<MomentReading.At>(LocalTime.Read(Typed("2031-10-05", "02:30"), "Australia/Lord_Howe"));
        Assert.IsType<MomentReading.Refused>(LocalTime.Read(Typed("2011-12-30", "12:00"), "Pacific/Apia"));
    }

    [Theory]
    [InlineData("2031-02-30", "20:00")]
    [InlineData("30/03/2031", "20:00")]
    [InlineData("2031-03-01", "25:00")]
    [InlineData("2031-03-01", "")]
    [InlineData("", "20:00")]
    [InlineData("1031-03-01", "20:00")]
    [InlineData("9999-12-31", "23:59")]
    public void What_is_no_date_or_time_is_said(string date, string time) =>
        Assert.IsType<MomentReading.Refused>(LocalTime.Read(Typed(date, time), London));

    [Fact]
    public void In_every_zone_what_is_shown_is_read_back_as_the_same_minute()
    {
        foreach (var zone in Zones.All)
        {
            Gen.Int[0, 20 * 366 * 24 * 4].Sample(
                quarters =>
                {
                    var instant = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(15.0 * quarters);
                    return LocalTime.Read(LocalTime.Of(instant, zone), zone) is MomentReading.At at && at.Instant == instant;
                },
                iter: 40, seed: "0000KOIPe036");
        }
    }

    [Fact]
    public void In_every_zone_the_hours_around_a_change_of_the_clocks_are_read_back()
    {
        foreach (var zone in Zones.All)
        {
            var rules = TimeZoneInfo.FindSystemTimeZoneById(zone);
            for (var hour = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero); hour.Year == 2031; hour = hour.AddHours(1))
            {
                if (rules.GetUtcOffset(hour) == rules.GetUtcOffset(hour.AddHours(1)))
                {
                    continue;
                }

                for (var minute = hour.AddHours(-2); minute < hour.AddHours(3); minute = minute.AddMinutes(15))
                {
                    Assert.Equal(minute, Instant(LocalTime.Of(minute, zone), zone));
                }
            }
        }
    }

    [Fact]
    public void The_dates_of_doors_and_end_go_without_saying_and_mean_the_same_night()
    {
        var show = new Event
        {
            Slug = "x", Title = "x", Location = "x", TimeZone = London, StartsAt = new(2031, 6, 1, 19, 0, 0, TimeSpan.Zero),
            DoorsAt = new(2031, 6, 1, 18, 0, 0, TimeSpan.Zero), EndsAt = new(2031, 6, 2, 0, 30, 0, TimeSpan.Zero),
        };
        var form = EventForm.Of(show);
        Assert.Equal(("2031-06-01 20:00", "19:00", "01:30"), (form.Starts.ToString(), form.Doors.ToString(), form.Ends.ToString()));
    }

    private static TypedMoment Typed(string date, string time) => new() { Date = date, Time = time };

    private static DateTimeOffset Instant(TypedMoment typed, string zone = London) => Assert.IsType<MomentReading.At>(LocalTime.Read(typed, zone)).Instant;
}
