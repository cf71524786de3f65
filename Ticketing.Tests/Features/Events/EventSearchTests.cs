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
    public void More_than_that_is_something_else(string search, string title) => Assert.False(Finds(search, title));

    [Fact]
    public void A_typo_counts_only_if_nothing_matches_without_one()
    {
        var (band, bond) = (Show("Brass band"), Show("Brass bond"));
        Assert.Equal([band.Id], EventSearch.Find([band, bond], "band"));
        Assert.Equal([band.Id, bond.Id], EventSearch.Find([band, bond], "bend"));
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
        Assert.Single(EventSearch.Find([show], "january friday"));
        Assert.Empty(EventSearch.Find([show], "december"));
    }

    private static bool Finds(string search, string title) => EventSearch.Find([Show(title)], search).Count > 0;

    private static SearchableEvent Show(string title) =>
        new(Guid.CreateVersion7(), SearchNormalizer.Normalize(title), SaturdayInDecember, "Europe/London");
}
