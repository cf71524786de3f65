using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Delivery;

public sealed class MailQuotaTests
{
    [Theory]
    [InlineData("550 5.4.5 Daily user sending limit exceeded")]
    [InlineData("550 5.7.232 Your message can't be sent because your tenant exceeded its daily limit")]
    [InlineData("550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients")]
    [InlineData("452 4.5.3 Too many recipients")]
    [InlineData("452 4.2.2 The recipient's inbox is out of storage space")]
    [InlineData("421 4.7.0 Try again later")]
    [InlineData("454 4.7.0 Throttling failure: Daily message quota exceeded")]
    [InlineData("451 4.7.1 Too many emails")]
    [InlineData("554 5.7.0 The limit on the number of allowed outgoing messages was exceeded: hourly limit")]
    [InlineData("550 Sender rate limit reached")]
    [InlineData("552 5.2.2 The email account is over quota")]
    [InlineData("550 5.2.2 Mailbox full")]
    public async Task A_used_up_quota_only_delays_the_mail(string reply)
    {
        foreach (var announces in new[] { false, true })
        {
            await using var server = new FakeSmtpServer { AnnouncesStatusCodes = announces };
            await using var outbox = await OutboxFixture.WithServerAsync(DatabaseProvider.Sqlite, server);
            server.Script(SmtpStep.Recipient, new SmtpFault.Reply(reply));
            await outbox.QueueAsync();
            await outbox.RunDispatcherAsync();
            var waiting = await outbox.OnlyNotificationAsync();
            Assert.Equal((NotificationStatus.Pending, reply), (waiting.Status, waiting.LastError));

            await outbox.RunUntilSettledAsync(TimeSpan.FromMinutes(1));
            Assert.Equal(NotificationStatus.Sent, (await outbox.OnlyNotificationAsync()).Status);
            Assert.Single(server.Received);
        }
    }

    [Theory]
    [InlineData("550 5.1.1 No such user")]
    [InlineData("554 5.7.1 Rejected as spam")]
    [InlineData("552 5.3.4 Message size exceeds the limit")]
    [InlineData("552 Message too large, quota for one message exceeded")]
    public async Task Other_permanent_refusals_stay_permanent(string reply)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(DatabaseProvider.Sqlite, server);
        server.Script(SmtpStep.Recipient, new SmtpFault.Reply(reply));
        await outbox.QueueAsync();
        await outbox.RunDispatcherAsync();
        Assert.Equal(NotificationStatus.Dead, (await outbox.OnlyNotificationAsync()).Status);
    }

    [Theory, OnEitherDatabase]
    public async Task An_account_over_its_quota_stops_all_mail_raises_the_alarm_and_costs_no_attempt(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        server.Script(SmtpStep.Recipient, new SmtpFault.Reply("550 5.4.5 Daily user sending limit exceeded"));
        await outbox.QueueAsync("first@example.org");
        await outbox.QueueAsync("second@example.org");
        await outbox.RunDispatcherAsync();

        Assert.Empty(server.Received);
        Assert.Equal("550 5.4.5 Daily user sending limit exceeded", outbox.Circuit.State.Reason);
        Assert.All(await outbox.NotificationsAsync(), mail => Assert.Equal((NotificationStatus.Pending, 0), (mail.Status, mail.Attempts)));
        await outbox.RunUntilSettledAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, server.Received.Count);
    }
}
