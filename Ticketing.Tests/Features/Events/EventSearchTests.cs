using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Primitives;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class EventSearchTests
{
    private static readonly DateTimeOffset SaturdayInDecember = new(2026, 12, 12, 20, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("rebetiki", "Ρεμπέτικη βραδιά")]
    [InlineData("Rembetiko", "Ρεμπέτικο")]
    [InlineData("ρεμπετικη", "Ρεμπέτικη βραδιά")]
    [InlineData("theodorakis", "Θεοδωράκης")]
    [InlineData("musiki", "Μουσική")]
    [InlineData("shostakovich", "Шостакович")]
    [InlineData("tchaikovsky", "Чайковский")]
    [InlineData("Чайковский", "Tchaikovsky Gala")]
    [InlineData("kyiv", "Київ")]
    [InlineData("ljubav", "Љубав")]
    public void A_title_is_found_in_another_alphabet(string search, string title) => Assert.True(Finds(search, title));

    [Theory]
    [InlineData("obrien", "Sinéad O’Brien")]
    [InlineData("o'brien", "Sinéad OBrien")]
    [InlineData("rock n roll", "Rock ’n’ Roll")]
    [InlineData("motley crue", "Mötley Crüe")]
    [InlineData("mueller", "Müller")]
    [InlineData("lodz", "Łódź Brass")]
    public void Apostrophes_and_accents_do_not_matter(string search, string title) => Assert.True(Finds(search, title));

    [Theory]
    [InlineData("quartt", "Nadia Karim Quartet")]
    [InlineData("nadai karim", "Nadia Karim Quartet")]
    [InlineData("jaaz", "Jazz at noon")]
    [InlineData("uqartet", "Nadia Karim Quartet")]
    [InlineData("kuartet", "Nadia Karim Quartet")]
    public void One_typo_in_a_word_is_forgiven(string search, string title) => Assert.True(Finds(search, title));

    [Theory]
    [InlineData("quarrtts", "Nadia Karim Quartet")]
    [InlineData("jaz", "Jezz")]
    [InlineData("lock", "Rock")]
    [InlineData("nadia polka", "Nadia Karim Quartet")]
    [InlineData("ferry", "Fern Hill Trio")]
    public void More_than_that_is_something_else(string search, string title) => Assert.False(Finds(search, title));

    [Fact]
    public void A_typo_counts_only_if_nothing_matches_without_one()
    {
        var (band, bond) = (Show("Brass band"), Show("Brass bond"));
        Assert.Equal([band.Id], Find([band, bond], "band"));
        Assert.Equal([band.Id, bond.Id], Find([band, bond], "bend"));
    }

    [Theory]
    [InlineData("december")]
    [InlineData("dec")]
    [InlineData("Saturday")]
    [InlineData("sat")]
    [InlineData("decmber")]
    [InlineData("12 december")]
    [InlineData("december 12th 2026")]
    [InlineData("quartet december")]
    public void Dates_are_found_by_month_weekday_day_and_year(string search) => Assert.True(Finds(search, "Nadia Karim Quartet"));

    [Theory]
    [InlineData("november")]
    [InlineData("friday")]
    [InlineData("13 december")]
    [InlineData("2027")]
    [InlineData("de")]
    public void Other_dates_are_not(string search) => Assert.False(Finds(search, "Nadia Karim Quartet"));

    [Fact]
    public void The_day_is_that_of_the_event_s_time_zone()
    {
        var show = Show("Late") with { StartsAt = new DateTimeOffset(2026, 12, 31, 23, 30, 0, TimeSpan.Zero), TimeZone = "Europe/Berlin" };
        Assert.Single(Find([show], "january friday"));
        Assert.Empty(Find([show], "december"));
    }

    [Theory]
    [InlineData("friday")]
    [InlineData("sunday")]
    [InlineData("31 october")]
    [InlineData("november")]
    [InlineData("sunday 1 november")]
    [InlineData("novmber")]
    public void An_event_of_several_days_is_found_on_each(string search) => Assert.Single(Find([Festival], search));

    [Theory]
    [InlineData("thursday")]
    [InlineData("monday")]
    [InlineData("2 november")]
    [InlineData("friday november")]
    public void It_is_not_found_on_the_days_before_and_after_or_on_two_at_once(string search) => Assert.Empty(Find([Festival], search));

    [Theory]
    [InlineData("saturday 28")]
    [InlineData("sunday 29")]
    public void A_show_after_midnight_is_found_by_the_day_of_its_doors_and_of_its_start(string search)
    {
        var show = Show("Small hours") with
        {
            DoorsAt = new DateTimeOffset(2026, 11, 28, 23, 15, 0, TimeSpan.Zero),
            StartsAt = new DateTimeOffset(2026, 11, 29, 1, 30, 0, TimeSpan.Zero),
            EndsAt = new DateTimeOffset(2026, 11, 29, 5, 0, 0, TimeSpan.Zero),
        };
        Assert.Single(Find([show], search));
    }

    /// <summary>Friday 30 October to Sunday 1 November, until the small hours of Monday.</summary>
    private static SearchableEvent Festival =>
        Show("Three nights") with
        {
            StartsAt = new DateTimeOffset(2026, 10, 30, 17, 0, 0, TimeSpan.Zero),
            EndsAt = new DateTimeOffset(2026, 11, 2, 2, 0, 0, TimeSpan.Zero),
        };

    /// <summary>As the front page does while nothing else matches.</summary>
    private static IReadOnlyList<Guid> Find(IReadOnlyList<SearchableEvent> events, string search) =>
        EventSearch.FindExact(events, search) is { Count: > 0 } exact ? exact : EventSearch.FindAlmost(events, search);

    private static bool Finds(string search, string title) => Find([Show(title)], search).Count > 0;

    private static SearchableEvent Show(string title) =>
        new(Guid.CreateVersion7(), SearchNormalizer.Normalize(title), "Europe/London", DoorsAt: null, SaturdayInDecember, EndsAt: null);
}
