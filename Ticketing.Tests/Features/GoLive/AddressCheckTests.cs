using System.Net;
using Ticketing.Features.GoLive;
using Ticketing.Features.GoLive.PublicAddress;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class AddressCheckTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_venue_recognises_itself_at_its_public_address(DatabaseProvider database)
    {
        await using var venue = new GoLiveVenue(database);
        await venue.AssertFindsAsync("address", GoLiveStatus.Ok, "This venue answers at https://tickets.example.");
    }

    [Theory, OnEitherDatabase]
    public async Task Another_venues_server_cannot_pass_for_this_one(DatabaseProvider database)
    {
        await using var other = new GoLiveVenue(database);
        await using var venue = new GoLiveVenue(database) { AnsweredBy = other };
        await venue.AssertFindsAsync("address", GoLiveStatus.Fail, "Another server answers at https://tickets.example");
        await venue.AssertFindsAsync("proxy", GoLiveStatus.Warn, "Cannot tell from here");
    }

    [Theory, OnEitherDatabase]
    public async Task Another_process_of_the_same_venue_is_recognised(DatabaseProvider database)
    {
        await using var first = new GoLiveVenue(database);
        _ = first.Services;
        await using var second = new GoLiveVenue(database) { AnsweredBy = first };
        second.ShareDatabaseWith(first);
        await second.AssertFindsAsync("address", GoLiveStatus.Ok, "This venue answers");
    }

    [Fact]
    public async Task An_answer_to_an_earlier_challenge_or_an_altered_one_does_not_count()
    {
        await using var venue = new GoLiveVenue();
        var earlier = "";
        venue.Change = answered => answered with { Body = earlier = answered.Body };
        await venue.AssertFindsAsync("address", GoLiveStatus.Ok, "This venue answers");
        venue.Change = answered => answered with { Body = earlier };
        await venue.AssertFindsAsync("address", GoLiveStatus.Fail, "Another server answers");
        venue.Change = answered => answered with { Body = answered.Body.Replace("https", "http", StringComparison.Ordinal) };
        await venue.AssertFindsAsync("address", GoLiveStatus.Fail, "Another server answers");
        venue.Change = answered => answered with { Body = "null" };
        await venue.AssertFindsAsync("address", GoLiveStatus.Fail, "Another server answers");
    }

    [Theory]
    [InlineData(
        301,
        "https://www.tickets.example",
        "redirects to https://www.tickets.example. Set the public address (Site:PublicBaseUrl)"
    )]
    [InlineData(308, "https://tickets.example", "https://tickets.example redirects to itself instead of passing requests on.")]
    [InlineData(400, null, "answered 400. The proxy should pass on the host name")]
    [InlineData(502, null, "answered 502: the proxy does not reach this program")]
    [InlineData(200, null, "Another server answers")]
    public async Task Other_answers_say_what_to_do(int status, string? redirect, string text)
    {
        await using var venue = new GoLiveVenue();
        venue.Change = _ => new ProbeOutcome.Answered
        {
            Status = status,
            Body = "Welcome to nginx!",
            RedirectTo = redirect,
        };
        await venue.AssertFindsAsync("address", GoLiveStatus.Fail, text);
    }

    [Fact]
    public async Task A_network_that_does_not_lead_back_proves_nothing()
    {
        await using var venue = new GoLiveVenue();
        venue.Change = _ => new ProbeOutcome.Unreachable("tickets.example did not answer in time.");
        await venue.AssertFindsAsync(
            "address",
            GoLiveStatus.Warn,
            "Cannot tell from here: tickets.example did not answer in time. Open https://tickets.example from another network"
        );
        foreach (var topic in new[] { "tls", "proxy" })
        {
            await venue.AssertFindsAsync(topic, GoLiveStatus.Warn, "Cannot tell from here");
        }
    }

    [Fact]
    public async Task On_this_machine_no_answer_means_no_server()
    {
        await using var venue = new GoLiveVenue();
        venue.Set("Site:PublicBaseUrl", "http://localhost:5000");
        venue.Change = _ => new ProbeOutcome.Unreachable("localhost takes no connection.");
        await venue.AssertFindsAsync("address", GoLiveStatus.Fail, "No server answers at http://localhost:5000. Start it");
    }

    [Fact]
    public async Task Strangers_get_no_answer()
    {
        await using var other = new GoLiveVenue();
        await using var venue = new GoLiveVenue();
        var good = await CreateChallengeAsync(venue);
        using var browser = venue.NewBrowser();
        using var answered = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/venue-check?challenge={good}"));
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.True(answered.Headers.CacheControl is { NoStore: true });

        string[] forged =
        [
            "",
            ".",
            "proven|ada@example.com",
            good.Split('.')[0],
            $"x{good}",
            good[..^1] + (good[^1] == '0' ? '1' : '0'),
            $"{good}.{good}",
            await CreateChallengeAsync(other),
        ];
        foreach (var challenge in forged)
        {
            var page = await browser.OpenAsync($"/venue-check?challenge={Uri.EscapeDataString(challenge)}");
            page.ExpectStatus(HttpStatusCode.NotFound);
            Assert.DoesNotContain("forwarding", page.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static Task<string> CreateChallengeAsync(GoLiveVenue venue) =>
        venue.UseAsync<VenueProof, string>(proof => proof.CreateChallengeAsync(Ct));
}
