using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.GoLive;
using Ticketing.Features.GoLive.PublicAddress;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class TlsCheckTests
{
    [Theory]
    [InlineData(60, GoLiveStatus.Ok, "The certificate is valid for 60 more days. HSTS is on.")]
    [InlineData(11, GoLiveStatus.Ok, "11 more days")]
    [InlineData(1, GoLiveStatus.Warn, "The certificate is valid for 1 more day. See why")]
    [InlineData(0, GoLiveStatus.Warn, "The certificate is valid for 0 more days. See why")]
    [InlineData(9, GoLiveStatus.Warn, "The certificate is valid for 9 more days. See why the proxy has not renewed it")]
    public async Task The_days_of_the_certificate_are_counted(int days, GoLiveStatus status, string text)
    {
        await using var venue = new GoLiveVenue();
        venue.Change = answered => answered with { CertificateEndsAt = venue.Clock.GetUtcNow().AddDays(days) };
        await venue.AssertFindsAsync("tls", status, text);
    }

    [Fact]
    public async Task A_certificate_that_browsers_reject_is_a_problem()
    {
        await using var venue = new GoLiveVenue();
        venue.Change = _ => new ProbeOutcome.Unsafe("Its certificate has expired, or is not valid yet.");
        await venue.AssertFindsAsync(
            "tls",
            GoLiveStatus.Fail,
            "Its certificate has expired, or is not valid yet. Correct it at the proxy."
        );
        await venue.AssertFindsAsync(
            "address",
            GoLiveStatus.Fail,
            "There is no safe connection to https://tickets.example. Its certificate"
        );
    }

    [Fact]
    public async Task Missing_HSTS_is_a_warning()
    {
        await using var venue = new GoLiveVenue();
        venue.Change = answered => answered with { HasHsts = false };
        await venue.AssertFindsAsync("tls", GoLiveStatus.Warn, "Strict-Transport-Security (HSTS) does not arrive");
        venue.Change = _ => new ProbeOutcome.Answered
        {
            Status = 502,
            Body = "",
            CertificateEndsAt = venue.Clock.GetUtcNow().AddDays(60),
        };
        await venue.AssertFindsAsync("tls", GoLiveStatus.Warn, "Cannot tell from here: whether HSTS is on, as this venue did not answer");
    }

    [Fact]
    public async Task A_certificate_without_an_end_proves_nothing()
    {
        await using var venue = new GoLiveVenue();
        venue.Change = answered => answered with { CertificateEndsAt = null };
        await venue.AssertFindsAsync("tls", GoLiveStatus.Warn, "Cannot tell from here: how long the certificate is valid.");
    }

    /// <summary>Only in Development does the program start with these.</summary>
    [Theory]
    [InlineData(
        "",
        "Set the public address (Site:PublicBaseUrl) to the one that buyers use.",
        "Set the public address (Site:PublicBaseUrl) to one with https."
    )]
    [InlineData("http://tickets.example", "This venue answers at http://tickets.example.", "Buyers need https: get a certificate")]
    public async Task An_address_that_buyers_cannot_use_safely_is_a_problem(string configured, string address, string tls)
    {
        await using var venue = new GoLiveVenue(arrange: services =>
            services.PostConfigure<SiteOptions>(site => site.PublicBaseUrl = configured)
        );
        venue.Proxy = _ => { };
        await venue.AssertFindsAsync("tls", GoLiveStatus.Fail, tls);
        await venue.AssertFindsAsync("address", configured == "" ? GoLiveStatus.Fail : GoLiveStatus.Ok, address);
    }

    [Fact]
    public async Task Plain_http_is_for_this_machine_only()
    {
        await using var venue = new GoLiveVenue();
        venue.Set("Site:PublicBaseUrl", "http://localhost:5000");
        venue.Proxy = _ => { };
        await venue.AssertFindsAsync("tls", GoLiveStatus.Warn, "Buyers need https");
        await venue.AssertFindsAsync("address", GoLiveStatus.Ok, "This venue answers at http://localhost:5000.");
        await venue.AssertFindsAsync("proxy", GoLiveStatus.Ok, "Requests arrive without a proxy.");
    }
}
