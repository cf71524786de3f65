using Ticketing.Features.Orders.Buyers;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

public sealed class TypedEmailTests
{
    [Theory]
    [InlineData("ada@example.com", null)]
    [InlineData("ada@example.com", "ada@gmail.com")]
    [InlineData("ada@EXAMPLE.com ", null)]
    public void An_ordinary_address_is_taken_without_a_question(string typed, string? choice) =>
        Assert.Equal(new TypedEmail("ada@example.com", null, null), TypedEmail.Read(typed, choice));

    [Theory]
    [InlineData("ada@gmial.com", null)]
    [InlineData("ada@gmial.com", "")]
    [InlineData("ada@gmial.com", "ada@hotmail.com")]
    [InlineData("ada@gmial.com", "bob@gmail.com")]
    public void A_mistyped_address_is_doubted_until_one_of_the_two_is_chosen(string typed, string? choice) =>
        Assert.Equal(new TypedEmail("", new EmailDoubt("ada@gmail.com", "ada@gmial.com"), null), TypedEmail.Read(typed, choice));

    [Fact]
    public void Either_address_can_be_chosen()
    {
        Assert.Equal(new TypedEmail("ada@gmail.com", null, null), TypedEmail.Read("ada@gmial.com", "ada@gmail.com"));
        Assert.Equal(new TypedEmail("ada@gmial.com", null, "ada@gmial.com"), TypedEmail.Read("ada@gmial.com", "ada@gmial.com"));
    }

    [Theory]
    [InlineData("ada@gmail")]
    [InlineData("ada@gmailcom")]
    public void An_address_without_an_ending_can_only_be_corrected(string typed)
    {
        Assert.Equal(new TypedEmail("", new EmailDoubt("ada@gmail.com", null), null), TypedEmail.Read(typed, typed));
        Assert.Equal("ada@gmail.com", TypedEmail.Read(typed, "ada@gmail.com").Address);
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("a b@gmial.com")]
    [InlineData(null)]
    public void No_correction_is_suggested_for_other_text(string? typed) =>
        Assert.Equal(new TypedEmail("", null, null), TypedEmail.Read(typed, null));
}
