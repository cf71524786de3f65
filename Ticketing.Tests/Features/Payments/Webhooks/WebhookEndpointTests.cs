using System.Net;
using System.Text;
using Stripe;
using Ticketing.Features.Payments.Providers.StripeCheckout;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Webhooks;

public sealed class WebhookEndpointTests
{
    private const int MaxDuplicates = 10;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_genuine_message_is_stored_unchanged_before_the_answer(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        var body = StripeMessages.CreateMessage("evt_1", more: """, "customer_email": "ada@example.com" """);

        using var answer = await app.SendSignedAsync(body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var kept = Assert.Single(await app.GetWebhookEventsAsync());
        Assert.Equal(("evt_1", "checkout.session.completed", "cs_test_1", body), (kept.Id, kept.Kind, kept.ObjectId, kept.Body));
        Assert.Equal((WebhookStatus.Waiting, 0, app.Clock.GetUtcNow()), (kept.Status, kept.Attempts, kept.NextTryAt));
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1927886390), app.Clock.GetUtcNow()), (kept.HappenedAt, kept.ReceivedAt));
        Assert.Equal(0, app.Log.Count("ada@"));
    }

    [Theory, OnEitherDatabase]
    public async Task Duplicates_are_stored_once(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        for (var times = 1; times <= MaxDuplicates; times++)
        {
            var body = StripeMessages.CreateMessage($"evt_{times}");

            var answers = await Task.WhenAll(Enumerable.Range(0, times).Select(_ => Task.Run(() => app.SendSignedAsync(body), Ct)));

            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
            Assert.Equal(times, (await app.GetWebhookEventsAsync()).Count);
        }

        await app.RunJobAsync<WebhookJob>();
        using var late = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1"));
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Equal(WebhookStatus.Ignored, (await app.GetWebhookEventAsync("evt_1")).Status);
    }

    [Fact]
    public async Task Without_a_secret_the_endpoint_is_not_found()
    {
        await using var app = new TicketingApp();
        using var answer = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await app.GetWebhookEventsAsync());
    }

    /// <summary>HMAC-SHA256 of "1700000000." and the body, calculated independently.</summary>
    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_signature_is_valid_for_five_minutes(int secondsLater, bool isGenuine)
    {
        const string Body = """{"id":"evt_1","object":"event"}""";
        const string Signature = "t=1700000000,v1=4c15fb2a43f93ef61eaa3e0893866d57cad9cad4223242cfb96f362480cb4021";

        var read = StripeSignature.VerifyAndRead(
            Encoding.UTF8.GetBytes(Body),
            Signature,
            "whsec_test",
            DateTimeOffset.FromUnixTimeSeconds(1700000000 + secondsLater)
        );

        Assert.Equal(isGenuine ? Body : null, read);
    }

    /// <summary>Stripe signs with both secrets during a rotation.</summary>
    [Fact]
    public async Task One_good_signature_among_several_is_enough()
    {
        await using var app = WebhookVenue.On(DatabaseProvider.Sqlite);
        var body = StripeMessages.CreateMessage("evt_1");
        var header = EventUtility.GenerateSignatureHeader(body, StripeMessages.Secret, app.Clock.GetUtcNow().ToUnixTimeSeconds());
        using var answer = await app.SendAsync(
            Encoding.UTF8.GetBytes(body),
            header.Replace(",v1=", $",v1={new string('0', 64)},v1=", StringComparison.Ordinal)
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [OnEitherDatabase(WebhookEvent.MaxIdLength, HttpStatusCode.OK)]
    [OnEitherDatabase(WebhookEvent.MaxIdLength + 1, HttpStatusCode.BadRequest)]
    public async Task An_overlong_id_is_refused(DatabaseProvider database, int length, HttpStatusCode status)
    {
        await using var app = WebhookVenue.On(database);
        using var named = await app.SendSignedAsync(StripeMessages.CreateMessage(new string('e', length)));
        using var about = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1", about: new string('c', length)));
        Assert.Equal((status, status), (named.StatusCode, about.StatusCode));
    }

    [Theory]
    [InlineData(StripeWebhookEndpoint.MaxBodyBytes, HttpStatusCode.OK)]
    [InlineData(StripeWebhookEndpoint.MaxBodyBytes + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Body_size_is_limited(int length, HttpStatusCode status)
    {
        await using var app = WebhookVenue.On(DatabaseProvider.Sqlite);
        var body = StripeMessages.CreateMessage("evt_1");
        using var answer = await app.SendSignedAsync(body + new string(' ', length - body.Length));
        Assert.Equal(status, answer.StatusCode);
    }
}
