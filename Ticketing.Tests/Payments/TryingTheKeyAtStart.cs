using System.Net;
using Ticketing.Settings;
using Ticketing.Tests.Hosting;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Payments;

/// <summary>An unknown key is found at startup, not by the first buyer.</summary>
public sealed class TryingTheKeyAtStart
{
    private const string Doubt = "Stripe does not answer, so it is not known whether Payments:Stripe:SecretKey is good";

    [Fact]
    public async Task A_key_that_Stripe_does_not_know_keeps_the_program_from_starting()
    {
        await using var stripe = await FakeStripeServer.StartAsync(new FakeStripeOptions());
        var storage = Directory.CreateTempSubdirectory("ticketing-key-");

        var ended = await TicketingProcess.RunAsync([], new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["Storage__Directory"] = storage.FullName,
            ["Site__PublicBaseUrl"] = "https://tickets.example", ["Site__VenueName"] = "The Blue Room", ["Site__TimeZone"] = "Europe/London",
            ["Site__Currency"] = "GBP", ["Payments__Provider"] = "Stripe", ["Payments__Stripe__ApiBase"] = stripe.ApiBase,
            ["Payments__Stripe__SecretKey"] = "sk_test_revoked1234", ["Payments__Stripe__WebhookSecret"] = "whsec_1",
        });

        storage.Delete(recursive: true);
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("SecretKey: is not known to Stripe: it was revoked, or mistyped", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("revoked1234", ended.Errors + ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_Stripe_cannot_be_asked_the_program_starts_and_says_so(bool isDown)
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        venue.Stripe.Faults.IsDown = isDown;
        using var browser = venue.NewBrowser();

        (await browser.OpenAsync("/")).Expect(HttpStatusCode.OK);

        Assert.Equal(isDown, venue.Log.Lines.Any(line => line.Text.Contains(Doubt, StringComparison.Ordinal)));
    }
}
