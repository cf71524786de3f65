using System.Globalization;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Languages;

public sealed class FormatsTests
{
    private static readonly DateTimeOffset Evening = new(2026, 9, 27, 20, 15, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("en-GB", "Sunday 27 September 2026")]
    [InlineData("de", "Sonntag, 27. September 2026")]
    [InlineData("ar", "الأحد 27 سبتمبر 2026")]
    public void Dates_are_written_in_the_language(string tag, string expected)
    {
        using var _ = ShippedLanguages.Find(tag)!.Use();
        Assert.Equal(expected, Formats.Date(Evening, "dddd d MMMM yyyy"));
    }

    [Theory]
    [InlineData("en-GB", "GBP", 123450, "£1,234.50")]
    [InlineData("en-GB", "CHF", 123450, "CHF\u00a01,234.50")]
    [InlineData("en-GB", "GBP", -100, "−£1.00")]
    [InlineData("de", "EUR", 123450, "1.234,50\u00a0€")]
    [InlineData("de", "CHF", 123450, "1.234,50\u00a0CHF")]
    [InlineData("de", "JPY", 1400, "1.400\u00a0¥")]
    [InlineData("ar", "EUR", 123450, "1,234.50\u00a0€")]
    public void Amounts_are_written_as_the_language_does(string tag, string currency, long minorUnits, string expected)
    {
        using var _ = ShippedLanguages.Find(tag)!.Use();
        Assert.Equal(expected, new Money(minorUnits, currency).ToString().Replace("\u200f", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en-GB", "Ada, Ben and Cleo")]
    [InlineData("de", "Ada, Ben und Cleo")]
    [InlineData("ar", "Ada، Ben وCleo")]
    public void Lists_are_joined_as_the_language_does(string tag, string expected)
    {
        using var _ = ShippedLanguages.Find(tag)!.Use();
        Assert.Equal(expected, Formats.List(["Ada", "Ben", "Cleo"]));
        Assert.Equal("Ada", Formats.List(["Ada"]));
    }

    [Fact]
    public void The_language_ends_with_its_scope_and_does_not_leak_into_other_work()
    {
        var before = CultureInfo.CurrentUICulture;
        using (ShippedLanguages.Find("de")!.Use())
        {
            Assert.Equal("de", Language.Current.Tag);
        }

        Assert.Equal(before, CultureInfo.CurrentUICulture);
    }
}
