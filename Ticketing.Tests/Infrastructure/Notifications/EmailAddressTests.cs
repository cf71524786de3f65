using Ticketing.Infrastructure.Notifications;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications;

public sealed class EmailAddressTests
{
    private static readonly string Label63 = new('d', 63);

    [Theory]
    [InlineData("ada@example.org", "ada@example.org")]
    [InlineData("  ada@example.org \u00a0", "ada@example.org")]
    [InlineData("Ada.Lovelace+tickets@Example.ORG", "Ada.Lovelace+tickets@example.org")]
    [InlineData("o'neill_{x}|~@mail.example.co.uk", "o'neill_{x}|~@mail.example.co.uk")]
    [InlineData("a@b.co", "a@b.co")]
    [InlineData("1@2.de", "1@2.de")]
    [InlineData("kasse@Müller-Café.ch", "kasse@xn--mller-caf-j4a4r.ch")]
    [InlineData("a@例え.テスト", "a@xn--r8jz45g.xn--zckzah")]
    [InlineData("a@example。org", "a@example.org")]
    [InlineData("a@xn--mller-kva.ch", "a@xn--mller-kva.ch")]
    [InlineData("a@r3---sn.example.org", "a@r3---sn.example.org")]
    [InlineData("a\u200b@b.org\u200b", "a@b.org")]
    [InlineData("\u202aa@b.org\u202c", "a@b.org")]
    [InlineData("\ufeffa@b.\u00adorg", "a@b.org")]
    [InlineData("\ta@b.org\r\n", "a@b.org")]
    [InlineData("\u3000a＠b.org\u3000", "a@b.org")]
    [InlineData("MailTo: a@b.org", "a@b.org")]
    [InlineData("\u200bmailto:a@b.org\t", "a@b.org")]
    public void What_mail_can_be_delivered_to_is_accepted(string typed, string normalised)
    {
        Assert.True(EmailAddress.TryParse(typed, out var address));
        Assert.Equal(normalised, address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("a@localhost")]
    [InlineData("a@box.localhost")]
    [InlineData("a@example.invalid")]
    [InlineData("<a@b>")]
    [InlineData("<a@b.org>")]
    [InlineData("Ada <a@b.org>")]
    [InlineData("\"a b\"@b.org")]
    [InlineData("a(comment)@b.org")]
    [InlineData("a@b.org(comment)")]
    [InlineData("a b@c.org")]
    [InlineData("a@b c.org")]
    [InlineData("a@b.org,c@d.org")]
    [InlineData("a@b.org;c@d.org")]
    [InlineData("a@b@c.org")]
    [InlineData("a@b.org\nBcc: c@d.org")]
    [InlineData("a\0@b.org")]
    [InlineData("a@b\u0007.org")]
    [InlineData(".a@b.org")]
    [InlineData("a.@b.org")]
    [InlineData("a..b@c.org")]
    [InlineData("a@b..org")]
    [InlineData("a@.b.org")]
    [InlineData("a@b.org.")]
    [InlineData("a@-b.org")]
    [InlineData("a@b-.org")]
    [InlineData("a@b_c.org")]
    [InlineData("a@b.o")]
    [InlineData("a@b.123")]
    [InlineData("a@127.0.0.1")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@[IPv6:::1]")]
    [InlineData("mailto:a@b.org?subject=tickets")]
    [InlineData("a@b.org\tc@d.org")]
    [InlineData("zoë@example.org")]
    public void What_mail_cannot_be_delivered_to_is_refused(string? typed)
    {
        Assert.False(EmailAddress.TryParse(typed, out var address));
        Assert.Equal("", address);
    }

    [Fact]
    public void The_limits_of_the_mail_system_apply_after_a_name_was_encoded()
    {
        Assert.True(EmailAddress.TryParse(new string('l', 64) + "@b.org", out _));
        Assert.False(EmailAddress.TryParse(new string('l', 65) + "@b.org", out _));
        Assert.True(EmailAddress.TryParse($"a@{Label63}.org", out _));
        Assert.False(EmailAddress.TryParse($"a@{Label63}d.org", out _));

        var domain = $"{Label63}.{Label63}.{Label63}.org";
        Assert.True(EmailAddress.TryParse($"{new string('l', 254 - 1 - domain.Length)}@{domain}", out _));
        Assert.False(EmailAddress.TryParse($"{new string('l', 254 - domain.Length)}@{domain}", out _));
        Assert.False(EmailAddress.TryParse($"{new string('l', 64)}@{Label63}.{Label63}.{new string('ü', 54)}.org", out var encodedTooLong));
        Assert.Equal("", encodedTooLong);
    }

    [Theory]
    [InlineData("gmial.com", "gmail.com")]
    [InlineData("gmai.com", "gmail.com")]
    [InlineData("gamil.com", "gmail.com")]
    [InlineData("gnail.com", "gmail.com")]
    [InlineData("mgail.com", "gmail.com")]
    [InlineData("gmaill.com", "gmail.com")]
    [InlineData("gmail.con", "gmail.com")]
    [InlineData("gmail.cmo", "gmail.com")]
    [InlineData("gmail.co", "gmail.com")]
    [InlineData("gmail.cm", "gmail.com")]
    [InlineData("gmailcom", "gmail.com")]
    [InlineData("gmail", "gmail.com")]
    [InlineData("gmial.con", "gmail.com")]
    [InlineData("gmial.co", "gmail.com")]
    [InlineData("gmial", "gmail.com")]
    [InlineData("gmail.co.uk", "gmail.com")]
    [InlineData("hotmail", "hotmail.com")]
    [InlineData("yahoo.co", "yahoo.com")]
    [InlineData("live.co", "live.com")]
    [InlineData("aol", "aol.com")]
    [InlineData("t-online", "t-online.de")]
    [InlineData("GMIAL.COM", "gmail.com")]
    [InlineData("hotmial.com", "hotmail.com")]
    [InlineData("hotnail.co.uk", "hotmail.co.uk")]
    [InlineData("homail.com", "hotmail.com")]
    [InlineData("hotmail.co.ku", "hotmail.co.uk")]
    [InlineData("yaho.com", "yahoo.com")]
    [InlineData("yahooo.co.uk", "yahoo.co.uk")]
    [InlineData("outlok.com", "outlook.com")]
    [InlineData("oulook.com", "outlook.com")]
    [InlineData("iclod.com", "icloud.com")]
    [InlineData("protonmial.com", "protonmail.com")]
    [InlineData("btinternt.com", "btinternet.com")]
    [InlineData("the-cellar.cmo", "the-cellar.com")]
    [InlineData("charity.ogr", "charity.org")]
    public void A_slip_in_a_well_known_domain_is_noticed(string typed, string meant) =>
        Assert.Equal($"Ada.B@{meant}", EmailTypos.Suggest($"Ada.B@{typed}"));

    [Theory]
    [InlineData("gmail.com")]
    [InlineData("googlemail.com")]
    [InlineData("mail.com")]
    [InlineData("ymail.com")]
    [InlineData("email.com")]
    [InlineData("gmx.com")]
    [InlineData("gmx.de")]
    [InlineData("me.com")]
    [InlineData("live.com")]
    [InlineData("msn.com")]
    [InlineData("aol.com")]
    [InlineData("hey.com")]
    [InlineData("cloud.com")]
    [InlineData("yahoo.ca")]
    [InlineData("yahoo.co.jp")]
    [InlineData("hotmail.ch")]
    [InlineData("outlook.cz")]
    [InlineData("zmail.com")]
    [InlineData("hotel.com")]
    [InlineData("outback.com")]
    [InlineData("example.org")]
    [InlineData("bristol.ac.uk")]
    [InlineData("the-cellar.co")]
    public void Real_neighbours_are_left_alone(string domain) => Assert.Null(EmailTypos.Suggest($"ada@{domain}"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@gmial.com")]
    [InlineData("ada@")]
    public void What_is_no_address_has_no_suggestion(string? typed) => Assert.Null(EmailTypos.Suggest(typed));
}
