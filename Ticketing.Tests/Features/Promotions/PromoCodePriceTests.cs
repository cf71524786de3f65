using Ticketing.Features.Promotions;
using Xunit;

namespace Ticketing.Tests.Features.Promotions;

public sealed class PromoCodePriceTests
{
    [Theory]
    [InlineData(PromoCodeKind.Percent, 1000, 1400, 1260)]
    [InlineData(PromoCodeKind.Percent, 1000, 1405, 1264)] // 140.5 off is rounded up to 141.
    [InlineData(PromoCodeKind.Percent, 1000, 1404, 1264)] // 140.4 off is rounded down to 140.
    [InlineData(PromoCodeKind.Percent, 3333, 1000, 667)]
    [InlineData(PromoCodeKind.Percent, 10_000, 1400, 0)]
    [InlineData(PromoCodeKind.Percent, 1, 100, 100)] // A hundredth of a percent of £1 is nothing.
    [InlineData(PromoCodeKind.Amount, 500, 1400, 900)]
    [InlineData(PromoCodeKind.Amount, 5000, 1400, 0)]
    [InlineData(PromoCodeKind.FixedPrice, 1000, 1400, 1000)]
    [InlineData(PromoCodeKind.FixedPrice, 0, 1400, 0)]
    [InlineData(PromoCodeKind.FixedPrice, 2000, 1400, 1400)] // Never more than without the code.
    [InlineData(PromoCodeKind.Access, 0, 1400, 1400)]
    [InlineData(PromoCodeKind.Amount, 500, 0, 0)]
    public void A_ticket_costs_what_the_code_says_to_the_penny(PromoCodeKind kind, long value, long price, long expected) =>
        Assert.Equal(expected, Create(kind, value).GetPrice(price, "GBP"));

    /// <summary>Cards are charged in tens of fils.</summary>
    [Fact]
    public void A_percentage_is_rounded_to_what_cards_can_be_charged() =>
        Assert.Equal(12_350 - 1240, Create(PromoCodeKind.Percent, 1000).GetPrice(12_350, "KWD"));

    [Theory]
    [InlineData(" spring ", "SPRING")]
    [InlineData("spring 10", "SPRING10")]
    [InlineData("ｓｐｒｉｎｇ", "SPRING")]
    [InlineData("frühling-10", "FRÜHLING-10")]
    public void Codes_are_found_however_they_are_typed(string typed, string key) => Assert.Equal(key, PromoCode.ToKey(typed));

    private static PromoCode Create(PromoCodeKind kind, long value) =>
        new()
        {
            Code = "SPRING",
            Kind = kind,
            Value = value,
            CreatedAt = default,
        };
}
