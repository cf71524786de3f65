using CsCheck;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Localization;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Localization;

public sealed class LocalTimeConverterTests
{
    private const string London = "Europe/London";

    [Fact]
    public void Skipped_times_are_refused_with_the_next_minute_that_exists()
    {
        var refused = Assert.IsType<LocalTimeResult.Invalid>(LocalTimeConverter.Parse(Typed("2031-03-30", "01:30"), London));
        Assert.Contains("01:30 does not exist", refused.Message, StringComparison.Ordinal);
        Assert.Contains("02:00", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ambiguous_times_ask_which_one_is_meant()
    {
        var typed = Typed("2031-10-26", "01:30");
        Assert.Contains(
            "twice",
            Assert.IsType<LocalTimeResult.Invalid>(LocalTimeConverter.Parse(typed, London)).Message,
            StringComparison.Ordinal
        );
        Assert.True(LocalTimeConverter.IsAmbiguous(typed, London));
        Assert.Equal(Utc(0, 30), Instant(typed with { Which = LocalTimeInput.First }));
        Assert.Equal(Utc(1, 30), Instant(typed with { Which = LocalTimeInput.Second }));
        Assert.False(LocalTimeConverter.IsAmbiguous(Typed("2031-10-26", "02:30"), London));

        static DateTimeOffset Utc(int hour, int minute) => new(2031, 10, 26, hour, minute, 0, TimeSpan.Zero);
    }

    [Fact]
    public void A_gap_of_half_an_hour_and_one_of_a_whole_day_are_gaps_too()
    {
        Assert.IsType<LocalTimeResult.Invalid>(LocalTimeConverter.Parse(Typed("2031-10-05", "02:15"), "Australia/Lord_Howe"));
        Assert.IsType<LocalTimeResult.Valid>(LocalTimeConverter.Parse(Typed("2031-10-05", "02:30"), "Australia/Lord_Howe"));
        Assert.IsType<LocalTimeResult.Invalid>(LocalTimeConverter.Parse(Typed("2011-12-30", "12:00"), "Pacific/Apia"));
    }

    [Theory]
    [InlineData("2031-02-30", "20:00")]
    [InlineData("30/03/2031", "20:00")]
    [InlineData("2031-03-01", "25:00")]
    [InlineData("2031-03-01", "")]
    [InlineData("", "20:00")]
    [InlineData("1031-03-01", "20:00")]
    [InlineData("9999-12-31", "23:59")]
    public void Invalid_dates_and_times_are_refused(string date, string time) =>
        Assert.IsType<LocalTimeResult.Invalid>(LocalTimeConverter.Parse(Typed(date, time), London));

    [Fact]
    public void Every_zone_round_trips_to_the_same_minute()
    {
        foreach (var zone in TimeZones.All)
        {
            Gen.Int[0, 20 * 366 * 24 * 4]
                .Sample(
                    quarters =>
                    {
                        var instant = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(15.0 * quarters);
                        return LocalTimeConverter.Parse(LocalTimeConverter.ToInput(instant, zone), zone) is LocalTimeResult.Valid at
                            && at.Instant == instant;
                    },
                    iter: 40,
                    seed: "0000KOIPe036"
                );
        }
    }

    [Fact]
    public void Every_zone_round_trips_around_clock_changes()
    {
        foreach (var zone in TimeZones.All)
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
                    Assert.Equal(minute, Instant(LocalTimeConverter.ToInput(minute, zone), zone));
                }
            }
        }
    }

    [Fact]
    public void The_dates_of_doors_and_end_are_omitted_on_the_event_s_day()
    {
        var show = new Event
        {
            Slug = "x",
            Title = "x",
            Location = "x",
            TimeZone = London,
            StartsAt = new(2031, 6, 1, 19, 0, 0, TimeSpan.Zero),
            DoorsAt = new(2031, 6, 1, 18, 0, 0, TimeSpan.Zero),
            EndsAt = new(2031, 6, 2, 0, 30, 0, TimeSpan.Zero),
        };
        var form = EventForm.From(show);
        Assert.Equal(("2031-06-01 20:00", "19:00", "01:30"), (form.Starts.ToString(), form.Doors.ToString(), form.Ends.ToString()));
    }

    private static LocalTimeInput Typed(string date, string time) => new() { Date = date, Time = time };

    private static DateTimeOffset Instant(LocalTimeInput typed, string zone = London) =>
        Assert.IsType<LocalTimeResult.Valid>(LocalTimeConverter.Parse(typed, zone)).Instant;
}
