using Ticketing.Infrastructure.Notifications;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications;

public sealed class MailboxKeyTests
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
    public void Spellings_of_one_mailbox_have_one_key(string email, string person) =>
        Assert.Equal(person, EmailAddress.ToMailboxKey(email));
}
