using Ticketing.Features.Orders.FreeTickets;
using Xunit;

namespace Ticketing.Tests.Features.Orders.FreeTickets;

public sealed class EmailIdentityTests
{
    [Theory]
    [InlineData("Ada@Example.COM", "ada@example.com")]
    [InlineData("ada+1@example.com", "ada@example.com")]
    [InlineData("ada+a+b@example.com", "ada@example.com")]
    [InlineData("ada.lovelace@example.com", "ada.lovelace@example.com")]
    [InlineData("Ada.Love.lace+x@gmail.com", "adalovelace@gmail.com")]
    [InlineData("a.da@googlemail.com", "ada@gmail.com")]
    [InlineData("a.da@mail.gmail.com", "a.da@mail.gmail.com")]
    [InlineData("+ada@example.com", "+ada@example.com")]
    public void Spellings_of_one_mailbox_are_one_person(string email, string person) =>
        Assert.Equal(person, EmailIdentity.Normalize(email));
}
