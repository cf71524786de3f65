using Ticketing.Features.GoLive;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class SenderDomainTests
{
    private const string Domain = "mail.blueroom.example";
    private const string Spf = "v=spf1 include:_spf.example.net -all";
    private const string Dmarc = "v=DMARC1; p=none";
    private const string Key = "v=DKIM1; k=rsa; p=MIIB";

    [Fact]
    public async Task All_three_records_are_good()
    {
        await using var venue = Open();
        await venue.AssertFindsAsync(
            "dns",
            GoLiveStatus.Ok,
            "SPF is published. DMARC is published. A DKIM key is published for the selector s1."
        );
    }

    [Theory]
    [InlineData("", GoLiveStatus.Warn, "has no SPF record")]
    [InlineData("google-site-verification=1", GoLiveStatus.Warn, "has no SPF record")]
    [InlineData("v=spf10 all", GoLiveStatus.Warn, "has no SPF record")]
    [InlineData("v=spf1 -all", GoLiveStatus.Fail, "forbids every server to send")]
    [InlineData("v=spf1 mx|v=spf1 a", GoLiveStatus.Fail, "has several SPF records")]
    [InlineData("something|V=SPF1 mx ~all", GoLiveStatus.Ok, "SPF is published")]
    public async Task The_SPF_record_is_judged(string records, GoLiveStatus status, string text)
    {
        await using var venue = Open();
        venue.Dns[Domain] = records.Split('|');
        await venue.AssertFindsAsync("dns", status, text);
    }

    [Theory]
    [InlineData("_dmarc.mail.blueroom.example", GoLiveStatus.Ok)]
    [InlineData("_dmarc.blueroom.example", GoLiveStatus.Ok)]
    [InlineData("_dmarc.example", GoLiveStatus.Warn)]
    [InlineData("blueroom.example", GoLiveStatus.Warn)]
    public async Task The_DMARC_record_may_be_that_of_a_parent_domain(string name, GoLiveStatus status)
    {
        await using var venue = Open();
        venue.Dns.Remove($"_dmarc.{Domain}");
        venue.Dns[name] = [Dmarc];
        await venue.AssertFindsAsync("dns", status, status == GoLiveStatus.Ok ? "DMARC is published" : "has no DMARC record");
    }

    [Fact]
    public async Task Of_several_DMARC_records_none_counts()
    {
        await using var venue = Open();
        venue.Dns[$"_dmarc.{Domain}"] = [Dmarc, "v=DMARC1; p=reject"];
        await venue.AssertFindsAsync("dns", GoLiveStatus.Warn, "has several DMARC records, so receivers ignore them all. Keep one.");
    }

    [Theory]
    [InlineData("", "google", Key, GoLiveStatus.Ok, "for the selector google")]
    [InlineData("", "google", "k=rsa; p=MIIB", GoLiveStatus.Ok, "for the selector google")]
    [InlineData("", "google", "v=DKIM1; p=", GoLiveStatus.Warn, "Cannot tell from here: whether emails are signed with DKIM")]
    [InlineData("", "google", Dmarc, GoLiveStatus.Warn, "set the name (Mail:DkimSelector)")]
    [InlineData("", "venue2031", Key, GoLiveStatus.Warn, "set the name (Mail:DkimSelector)")]
    [InlineData("venue2031", "venue2031", Key, GoLiveStatus.Ok, "for the selector venue2031")]
    [InlineData("venue2031", "google", Key, GoLiveStatus.Fail, "There is no DKIM key at venue2031._domainkey.mail.blueroom.example")]
    public async Task The_DKIM_key_is_looked_for(string setting, string published, string record, GoLiveStatus status, string text)
    {
        await using var venue = Open();
        venue.Set("Mail:DkimSelector", setting);
        venue.Dns.Remove($"s1._domainkey.{Domain}");
        venue.Dns[$"{published}._domainkey.{Domain}"] = [record];
        await venue.AssertFindsAsync("dns", status, text);
    }

    [Fact]
    public async Task Without_an_answer_of_DNS_nothing_is_claimed()
    {
        await using var venue = Open();
        venue.Dns[$"_dmarc.{Domain}"] = null;
        await venue.AssertFindsAsync(
            "dns",
            GoLiveStatus.Warn,
            $"Cannot tell from here: DNS did not answer for the DMARC record of {Domain}."
        );
        venue.Dns[Domain] = null;
        await venue.AssertFindsAsync("dns", GoLiveStatus.Warn, $"Cannot tell from here: DNS did not answer for {Domain}");
    }

    [Fact]
    public async Task Without_a_sender_there_is_nothing_to_look_up()
    {
        await using var venue = new GoLiveVenue();
        await venue.AssertFindsAsync("dns", GoLiveStatus.Warn, "The sender’s address is not set (Mail:From)");
    }

    private static GoLiveVenue Open()
    {
        var venue = new GoLiveVenue();
        venue.Set("Mail:From", $"The Blue Room <tickets@{Domain}>");
        venue.Dns[Domain] = [Spf];
        venue.Dns[$"_dmarc.{Domain}"] = [Dmarc];
        venue.Dns[$"s1._domainkey.{Domain}"] = [Key];
        return venue;
    }
}
