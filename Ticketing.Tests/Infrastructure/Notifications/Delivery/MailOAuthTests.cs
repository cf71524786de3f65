using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Delivery;

public sealed class MailOAuthTests
{
    private const string Mailbox = "tickets@example.org";

    [Theory]
    [InlineData("", "client_credentials")]
    [InlineData("refresh-me", "refresh_token")]
    public async Task A_token_is_fetched_and_used_instead_of_a_password(string refreshToken, string grant)
    {
        await using var endpoint = await FakeTokenEndpoint.StartAsync();
        await using var server = new FakeSmtpServer
        {
            Username = Mailbox,
            AccessToken = "token-1",
            Mechanisms = "XOAUTH2",
        };
        await using var outbox = await StartAsync(server, endpoint, oauth => oauth.RefreshToken = refreshToken);
        await outbox.QueueAsync();
        await outbox.RunDispatcherAsync();

        Assert.Single(server.Received);
        var asked = Assert.Single(endpoint.Requests);
        var expected = new Dictionary<string, string>
        {
            ["grant_type"] = grant,
            ["client_id"] = "box-office",
            ["client_secret"] = "hush",
            ["scope"] = "https://outlook.office365.com/.default",
            ["refresh_token"] = refreshToken,
        };
        Assert.Equal(expected.Where(field => field.Value.Length > 0).OrderBy(field => field.Key), asked.OrderBy(field => field.Key));
    }

    [Fact]
    public async Task A_token_is_kept_until_shortly_before_it_expires()
    {
        await using var endpoint = await FakeTokenEndpoint.StartAsync();
        await using var server = new FakeSmtpServer
        {
            Username = Mailbox,
            AccessToken = "token-1",
            Mechanisms = "PLAIN XOAUTH2",
        };
        await using var outbox = await StartAsync(server, endpoint);
        await SendAsync(outbox);
        outbox.Clock.Advance(endpoint.Lifetime - SmtpAccessTokens.ExpiryMargin - TimeSpan.FromSeconds(1));
        await SendAsync(outbox);
        Assert.Equal((2, 1), (server.Received.Count, endpoint.Requests.Count));

        server.AccessToken = "token-2";
        outbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(outbox);
        Assert.Equal((3, 2), (server.Received.Count, endpoint.Requests.Count));
    }

    [Fact]
    public async Task A_token_that_the_server_refuses_is_replaced()
    {
        await using var endpoint = await FakeTokenEndpoint.StartAsync();
        await using var server = new FakeSmtpServer
        {
            Username = Mailbox,
            AccessToken = "token-2",
            Mechanisms = "XOAUTH2",
        };
        await using var outbox = await StartAsync(server, endpoint);
        await SendAsync(outbox);
        Assert.Empty(server.Received);
        await outbox.RunUntilSettledAsync(TimeSpan.FromMinutes(1), maxPasses: 10);
        Assert.Equal((1, 2), (server.Received.Count, endpoint.Requests.Count));
    }

    [Fact]
    public async Task A_refusal_of_the_token_endpoint_is_shown_and_the_mail_waits()
    {
        await using var endpoint = await FakeTokenEndpoint.StartAsync();
        await using var server = new FakeSmtpServer { Username = Mailbox, Mechanisms = "XOAUTH2" };
        await using var outbox = await StartAsync(server, endpoint);
        endpoint.Refusal = (401, """{"error":"invalid_client","error_description":"The secret has expired."}""");
        await SendAsync(outbox);
        Assert.Equal("The token endpoint answered 401: invalid_client The secret has expired.", outbox.Circuit.State.Reason);
        endpoint.Refusal = (502, "<html>Bad gateway</html>");
        outbox.Clock.Advance(TimeSpan.FromMinutes(10));
        await outbox.RunDispatcherAsync();
        Assert.Equal("The token endpoint answered 502", outbox.Circuit.State.Reason);
        var waiting = await outbox.OnlyNotificationAsync();
        Assert.Equal((NotificationStatus.Pending, 0), (waiting.Status, waiting.Attempts));
    }

    [Fact]
    public async Task A_server_that_takes_only_tokens_is_named()
    {
        await using var server = new FakeSmtpServer { Username = Mailbox, Mechanisms = "XOAUTH2" };
        await using var outbox = await OutboxFixture.WithServerAsync(
            DatabaseProvider.Sqlite,
            server,
            mail => (mail.Smtp.Username, mail.Smtp.Password) = (Mailbox, "hush")
        );
        await SendAsync(outbox);
        Assert.Equal("The server accepts only XOAUTH2 (OAuth), not a password. Set Mail:Smtp:OAuth.", outbox.Circuit.State.Reason);
    }

    [Fact]
    public async Task A_server_that_takes_no_tokens_is_named()
    {
        await using var endpoint = await FakeTokenEndpoint.StartAsync();
        await using var server = new FakeSmtpServer { Username = Mailbox };
        await using var outbox = await StartAsync(server, endpoint);
        await SendAsync(outbox);
        Assert.Equal(
            "The server does not offer XOAUTH2, which Mail:Smtp:OAuth needs. It offers: LOGIN, PLAIN.",
            outbox.Circuit.State.Reason
        );
        Assert.Empty(endpoint.Requests);
    }

    [Theory]
    [InlineData("", "tickets.example.org")]
    [InlineData("mail.blueroom.example", "mail.blueroom.example")]
    public async Task The_server_is_greeted_with_the_public_host_or_the_configured_name(string configured, string greeted)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(
            DatabaseProvider.Sqlite,
            server,
            mail => mail.Smtp.HeloName = configured
        );
        await SendAsync(outbox);
        Assert.Equal([greeted], server.HeloNames);
    }

    private static async Task SendAsync(OutboxFixture outbox)
    {
        await outbox.QueueAsync();
        await outbox.RunDispatcherAsync();
    }

    private static Task<OutboxFixture> StartAsync(
        FakeSmtpServer server,
        FakeTokenEndpoint endpoint,
        Action<SmtpOAuthOptions>? more = null
    ) =>
        OutboxFixture.WithServerAsync(
            DatabaseProvider.Sqlite,
            server,
            mail =>
            {
                mail.Smtp.Username = Mailbox;
                mail.Smtp.OAuth = new SmtpOAuthOptions
                {
                    TokenUrl = endpoint.Url,
                    ClientId = "box-office",
                    ClientSecret = "hush",
                    Scope = "https://outlook.office365.com/.default",
                };
                more?.Invoke(mail.Smtp.OAuth);
            }
        );
}
