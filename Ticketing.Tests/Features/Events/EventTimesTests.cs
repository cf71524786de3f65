using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Languages;
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
        Assert.Equal("Thu, 20:00", show.WeekdayAndDoors());
    }

    [Fact]
    public void Times_are_right_before_and_after_the_clocks_change()
    {
        var show = Show("Europe/London", new DateTimeOffset(2031, 3, 30, 19, 0, 0, TimeSpan.Zero));
        Assert.Equal("Sat 29 Mar, 19:00", show.DayAndTime(show.StartsAt.AddDays(-1)));
        Assert.Equal("Sun 30 Mar, 20:00", show.DayAndTime(show.StartsAt));
    }

    [Theory]
    [InlineData("en-GB", "Friday 27 November 2026 · Doors 19:45 · Starts 20:30")]
    [InlineData("de", "Freitag, 27. November 2026 · Einlass 19:45 · Beginn 20:30")]
    [InlineData("ar", "الجمعة 27 نوفمبر 2026 · فتح الأبواب 19:45 · البداية 20:30")]
    public void A_dot_separates_the_day_from_the_hours(string tag, string text)
    {
        var show = Show("Europe/London", At(2026, 11, 27, 20, 30));
        show.DoorsAt = At(2026, 11, 27, 19, 45);
        using var _ = ShippedLanguages.Find(tag)!.Use();
        Assert.Equal(text, show.DayAndHours());
    }

    [Fact]
    public void Another_year_is_shown_and_September_is_Sep()
    {
        var show = Show("Europe/London", new DateTimeOffset(2031, 1, 2, 20, 0, 0, TimeSpan.Zero));
        Assert.Equal("Mon 9 Sep 2030, 10:00", show.DayAndTime(new DateTimeOffset(2030, 9, 9, 9, 0, 0, TimeSpan.Zero)));
        Assert.Equal("9 Sep 2030", show.ShortDate(new DateTimeOffset(2030, 9, 9, 9, 0, 0, TimeSpan.Zero), show.StartsAt));
    }

    [Theory]
    [InlineData("Europe/London", "London time")]
    [InlineData("America/Argentina/Buenos_Aires", "Buenos Aires time")]
    [InlineData("Etc/UTC", "UTC")]
    public void Zones_have_readable_names(string zone, string words) =>
        Assert.Equal(words, Show(zone, DateTimeOffset.UnixEpoch).ZoneText());

    [Fact]
    public void Doors_and_a_start_on_two_dates_are_named_with_their_days()
    {
        var show = Show("Europe/London", At(2026, 11, 29, 1, 30));
        show.DoorsAt = At(2026, 11, 28, 23, 15);
        Assert.Equal("Saturday 28 November 2026", show.LongDay());
        Assert.Equal("Sat 28 Nov", show.ShortDay());
        Assert.Equal("Doors Sat 28 Nov, 23:15 · Starts Sun 29 Nov, 01:30", show.DoorsAndStart());
        Assert.Equal("Doors Sat 23:15 · Starts Sun 01:30", show.WeekdayAndDoors());
        show.EndsAt = At(2026, 11, 29, 6, 0);
        Assert.False(show.HasSeveralDays());
    }

    [Fact]
    public void Doors_that_open_days_before_do_not_move_the_day_of_the_event()
    {
        var show = Show("Europe/London", At(2026, 11, 28, 12, 0));
        show.DoorsAt = At(2026, 11, 26, 14, 0);
        Assert.Equal("Saturday 28 November 2026", show.LongDay());
        Assert.Equal("Doors Thu 26 Nov, 14:00 · Starts Sat 28 Nov, 12:00", show.DoorsAndStart());
    }

    [Fact]
    public void A_show_after_midnight_without_doors_is_on_its_own_date()
    {
        var show = Show("Europe/London", At(2026, 11, 29, 0, 30));
        show.DoorsAt = null;
        Assert.Equal("Sunday 29 November 2026", show.LongDay());
        Assert.Equal("Sun, 00:30", show.WeekdayAndDoors());
    }

    [Fact]
    public void An_event_of_several_days_has_a_range_and_an_end()
    {
        var show = Show("Europe/Berlin", At(2026, 10, 23, 15, 0));
        show.EndsAt = At(2026, 10, 26, 1, 0);
        Assert.Equal("Friday 23 October – Sunday 25 October 2026", show.LongDay());
        Assert.Equal("Friday 23 October – Sunday 25 October", show.LongDay(At(2026, 5, 1, 0, 0)));
        Assert.Equal("Fri 23 Oct – Sun 25 Oct", show.ShortDay());
        Assert.Equal("Fri 23 Oct 2026 – Sun 25 Oct 2026", show.ShortDay(At(2025, 5, 1, 0, 0)));
        Assert.Equal("Doors 16:15 · Starts 17:00 · Ends Mon 26 Oct, 02:00", show.DoorsAndStart());
        Assert.Equal("Fri 23 Oct – Sun 25 Oct, doors 16:15", show.WeekdayAndDoors());
    }

    [Fact]
    public void A_range_over_the_end_of_a_year_names_both_years()
    {
        var show = Show("Europe/London", At(2026, 12, 31, 20, 0));
        show.EndsAt = At(2027, 1, 1, 23, 0);
        Assert.Equal("Thursday 31 December 2026 – Friday 1 January 2027", show.LongDay(At(2026, 5, 1, 0, 0)));
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void A_night_until_the_morning_is_one_day(int endHour, bool severalDays)
    {
        var show = Show("Europe/London", At(2026, 11, 28, 22, 0));
        show.EndsAt = At(2026, 11, 29, endHour, 30);
        Assert.Equal(severalDays, show.HasSeveralDays());
    }

    [Theory]
    [InlineData("en-GB", "Europe/Vienna", "Vienna time")]
    [InlineData("de", "Europe/Vienna", "Zeit in Wien")]
    [InlineData("de", "America/Argentina/Buenos_Aires", "Zeit in Buenos Aires")]
    [InlineData("de", "Europe/Kyiv", "Zeit in Kiew")]
    [InlineData("ar", "Asia/Kolkata", "بتوقيت كالكتا")]
    [InlineData("ar", "Europe/London", "بتوقيت لندن")]
    [InlineData("ar", "Etc/UTC", "UTC")]
    public void A_time_zone_is_called_after_its_city_in_the_language(string tag, string zone, string shown)
    {
        using var _ = ShippedLanguages.Find(tag)!.Use();
        Assert.Equal(shown, Show(zone, At(2026, 11, 28, 20, 0)).ZoneText());
    }

    private static DateTimeOffset At(int year, int month, int day, int hour, int minute) =>
        new(year, month, day, hour, minute, 0, TimeSpan.Zero);

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
