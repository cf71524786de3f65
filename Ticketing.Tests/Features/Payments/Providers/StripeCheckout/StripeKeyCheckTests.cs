using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Providers.StripeCheckout;

/// <summary>An unknown key is found at startup, not by the first buyer.</summary>
public sealed class StripeKeyCheckTests
{
    private const string Warning = "Stripe does not answer, so it is not known whether Payments:Stripe:SecretKey is good";

    [Fact]
    public async Task An_unknown_Stripe_key_prevents_startup()
    {
        await using var stripe = await FakeStripeServer.StartAsync(new FakeStripeOptions());
        var storage = Directory.CreateTempSubdirectory("ticketing-key-");

        var ended = await TicketingProcess.RunAsync(
            [],
            new()
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Storage__Directory"] = storage.FullName,
                ["Site__PublicBaseUrl"] = "https://tickets.example",
                ["Site__VenueName"] = "The Blue Room",
                ["Site__TimeZone"] = "Europe/London",
                ["Site__Currency"] = "GBP",
                ["Payments__Provider"] = "Stripe",
                ["Payments__Stripe__ApiBase"] = stripe.ApiBase,
                ["Payments__Stripe__SecretKey"] = "sk_test_revoked1234",
                ["Payments__Stripe__WebhookSecret"] = "whsec_1",
            }
        );

        storage.Delete(recursive: true);
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("SecretKey: is not known to Stripe: it was revoked, or mistyped", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("revoked1234", ended.Errors + ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Startup_continues_with_a_warning_if_Stripe_is_unreachable(bool isDown)
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        venue.Stripe.Faults.IsDown = isDown;
        using var browser = venue.NewBrowser();

        (await browser.OpenAsync("/")).ExpectStatus(HttpStatusCode.OK);

        Assert.Equal(isDown, venue.Log.Lines.Any(line => line.Text.Contains(Warning, StringComparison.Ordinal)));
    }
}
