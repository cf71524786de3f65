using Ticketing.Features.Orders.Buyers;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

public sealed class BuyerNameTests
{
    [Theory]
    [InlineData("Ada\u200b Lovelace", "Ada Lovelace")]
    [InlineData("\ufeffAda\u2060 \u2066Lovelace\u2069", "Ada Lovelace")]
    [InlineData("Ada \u202eecalevoL", "Ada ecalevoL")]
    [InlineData("A\u00adda\u200d Love\u200clace", "Ada Lovelace")]
    [InlineData("Ada\u3164\u2800 Lovelace", "Ada Lovelace")]
    [InlineData("👩\u200d🚀 Ada", "👩🚀 Ada")]
    public void Invisible_marks_are_stripped(string typed, string kept) => Assert.Equal(kept, Read(typed));

    [Theory]
    [InlineData("مهدی\u200cزاده")]
    [InlineData("शर्\u200dमा")]
    [InlineData("നവ്\u200c")]
    public void Joiners_that_change_letters_stay_inside_words(string name) => Assert.Equal(name.TrimEnd('\u200c'), Read(name));

    [Theory]
    [InlineData("𠮷")]
    [InlineData("𞤀𞤣𞤤𞤢𞤥")]
    [InlineData("𐐀")]
    [InlineData("𠮷野家")]
    public void Letters_beyond_the_basic_plane_are_letters(string name) => Assert.Equal(name, Read(name));

    [Fact]
    public void Each_of_them_counts_as_one()
    {
        var longest = string.Concat(Enumerable.Repeat("𠮷", BuyerValidator.MaxNameLength));
        Assert.Equal(longest, Read(longest));
        Assert.Equal(new NameResult.Invalid(BuyerError.NameTooLong), BuyerValidator.ValidateName(longest + "𠮷"));
    }

    [Theory]
    [InlineData("\u200b\u200d", BuyerError.NameMissing)]
    [InlineData("\u3164", BuyerError.NameMissing)]
    [InlineData("🎸", BuyerError.NameUnreadable)]
    [InlineData("Ada\ue000", BuyerError.NameUnreadable)]
    [InlineData("Ada\U000F0000", BuyerError.NameUnreadable)]
    [InlineData("Ada\0Lovelace", BuyerError.NameUnreadable)]
    public void Nothing_to_read_is_no_name(string typed, BuyerError error) =>
        Assert.Equal(new NameResult.Invalid(error), BuyerValidator.ValidateName(typed));

    private static string Read(string typed) => Assert.IsType<NameResult.Valid>(BuyerValidator.ValidateName(typed)).Name;
}
