using System.Net;
using System.Text;
using Stripe;
using Ticketing.Payments.Webhooks;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Payments.Webhooks;

public sealed class TakingMessagesIn
{
    private const int MostTimes = 10;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_genuine_message_is_kept_as_it_came_before_it_is_answered(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        var body = StripeMail.Message("evt_1", more: """, "customer_email": "ada@example.com" """);

        using var answer = await app.TellAsync(body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var kept = Assert.Single(await app.MessagesAsync());
        Assert.Equal(("evt_1", "checkout.session.completed", "cs_test_1", body), (kept.Id, kept.Kind, kept.ObjectId, kept.Body));
        Assert.Equal((WebhookStatus.Waiting, 0, app.Clock.GetUtcNow()), (kept.Status, kept.Attempts, kept.NextTryAt));
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1927886390), app.Clock.GetUtcNow()), (kept.HappenedAt, kept.ReceivedAt));
        Assert.Equal(0, app.Log.Count("ada@"));
    }

    [Theory, OnBothDatabases]
    public async Task However_often_one_comes_at_once_or_later_it_is_kept_once(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        for (var times = 1; times <= MostTimes; times++)
        {
            var body = StripeMail.Message($"evt_{times}");

            var answers = await Task.WhenAll(Enumerable.Range(0, times).Select(_ => Task.Run(() => app.TellAsync(body), Ct)));

            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
            Assert.Equal(times, (await app.MessagesAsync()).Count);
        }

        await app.RunAsync<WebhookPass>();
        using var late = await app.TellAsync(StripeMail.Message("evt_1"));
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Equal(WebhookStatus.Ignored, (await app.MessageAsync("evt_1")).Status);
    }

    [Fact]
    public async Task A_venue_without_a_secret_has_nobody_there()
    {
        await using var app = new TicketingApp();
        using var answer = await app.TellAsync(StripeMail.Message("evt_1"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await app.MessagesAsync());
    }

    /// <summary>HMAC-SHA256 of "1700000000." and the body, calculated independently.</summary>
    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_signature_is_what_stripe_says_it_is_for_five_minutes(int secondsLater, bool isGenuine)
    {
        const string Body = """{"id":"evt_1","object":"event"}""";
        const string Signature = "t=1700000000,v1=4c15fb2a43f93ef61eaa3e0893866d57cad9cad4223242cfb96f362480cb4021";

        var read = StripeSignature.Read(Encoding.UTF8.GetBytes(Body), Signature, "whsec_test", DateTimeOffset.FromUnixTimeSeconds(1700000000 + secondsLater));

        Assert.Equal(isGenuine ? Body : null, read);
    }

    /// <summary>Stripe signs with both secrets during a rotation.</summary>
    [Fact]
    public async Task One_good_signature_among_several_is_enough()
    {
        await using var app = HearingVenue.On(DatabaseProvider.Sqlite);
        var body = StripeMail.Message("evt_1");
        var header = EventUtility.GenerateSignatureHeader(body, StripeMail.Secret, app.Clock.GetUtcNow().ToUnixTimeSeconds());
        using var answer = await app.PostAsync(Encoding.UTF8.GetBytes(body), header.Replace(",v1=", $",v1={new string('0', 64)},v1=", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [OnBothDatabases(WebhookEvent.LongestId, HttpStatusCode.OK)]
    [OnBothDatabases(WebhookEvent.LongestId + 1, HttpStatusCode.BadRequest)]
    public async Task A_name_that_cannot_be_kept_is_refused(DatabaseProvider database, int length, HttpStatusCode status)
    {
        await using var app = HearingVenue.On(database);
        using var named = await app.TellAsync(StripeMail.Message(new string('e', length)));
        using var about = await app.TellAsync(StripeMail.Message("evt_1", about: new string('c', length)));
        Assert.Equal((status, status), (named.StatusCode, about.StatusCode));
    }

    [Theory]
    [InlineData(StripeWebhook.LargestBody, HttpStatusCode.OK)]
    [InlineData(StripeWebhook.LargestBody + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_message_may_be_long_but_not_endless(int length, HttpStatusCode status)
    {
        await using var app = HearingVenue.On(DatabaseProvider.Sqlite);
        var body = StripeMail.Message("evt_1");
        using var answer = await app.TellAsync(body + new string(' ', length - body.Length));
        Assert.Equal(status, answer.StatusCode);
    }
}
