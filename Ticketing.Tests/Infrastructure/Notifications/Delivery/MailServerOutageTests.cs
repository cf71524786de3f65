using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Admin;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Delivery;

public sealed class MailServerOutageTests
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(8);

    [Theory, OnEitherDatabase]
    public async Task An_outage_of_days_costs_no_message_an_attempt_and_all_arrive_afterwards(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        await outbox.QueueAllAsync(Enumerable.Repeat("buyer@example.org", 50));

        await server.StopAsync();
        for (var hour = 0; hour < 100; hour++)
        {
            await outbox.RunDispatcherAsync();
            outbox.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.All(await outbox.NotificationsAsync(), n => Assert.Equal((NotificationStatus.Pending, 0), (n.Status, n.Attempts)));
        server.Listen();
        await outbox.RunDispatcherAsync();

        Assert.All(await outbox.NotificationsAsync(), n => Assert.Equal((NotificationStatus.Sent, 1), (n.Status, n.Attempts)));
        Assert.Equal(50, server.Received.Count);
    }

    [Theory, OnEitherDatabase]
    public async Task While_the_server_is_away_one_message_at_a_time_tries_and_ever_more_seldom(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        server.Script(SmtpStep.Greeting, [.. Enumerable.Repeat(new SmtpFault.Reply("421 4.3.2 Shutting down"), 1000)]);
        await outbox.QueueAllAsync(Enumerable.Repeat("buyer@example.org", 5));

        // Polled every five seconds for an hour.
        for (var poll = 0; poll < 720; poll++)
        {
            await outbox.RunDispatcherAsync();
            outbox.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.InRange(server.Connections, 8, 35);
        Assert.All(await outbox.NotificationsAsync(), n => Assert.Equal(0, n.Attempts));
    }

    [Theory, OnEitherDatabase]
    public async Task The_state_of_mail_is_reported(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        Assert.Equal(new MailReport(0, null, 0, new MailCircuitState(null, null)), await outbox.HealthAsync());
        server.RefusedRecipients["nobody@example.org"] = "550 5.1.1 No such user";
        await outbox.QueueAsync("nobody@example.org");
        await outbox.RunDispatcherAsync();
        await server.StopAsync();
        await outbox.QueueAsync();
        outbox.Clock.Advance(TimeSpan.FromMinutes(10));
        await outbox.QueueAsync();

        await outbox.RunDispatcherAsync();

        var report = await outbox.HealthAsync();
        Assert.Equal(
            (2, TimeSpan.FromMinutes(10), 1, true),
            (report.WaitingCount, report.OldestAge, report.DeadCount, report.Server.IsOpen)
        );
        Assert.InRange(report.Server.RetryAt!.Value - outbox.Clock.GetUtcNow(), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
        Assert.Contains("refused", report.Server.Reason, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_wrong_password_costs_no_attempt_and_everything_goes_out_when_it_is_corrected(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer { Username = "venue", Password = "new" };
        await using var outbox = await OutboxFixture.WithServerAsync(
            database,
            server,
            mail => (mail.Smtp.Username, mail.Smtp.Password) = ("venue", "old")
        );
        await outbox.QueueAsync();
        await outbox.QueueAsync();

        await outbox.RunDispatcherAsync();

        Assert.Equal(1, server.Connections);
        Assert.All(await outbox.NotificationsAsync(), n => Assert.Equal((NotificationStatus.Pending, 0), (n.Status, n.Attempts)));
        server.Password = "old";
        outbox.Clock.Advance(MaxPause);
        await outbox.RunDispatcherAsync();

        Assert.Equal(2, server.Received.Count);
    }

    [Theory]
    [OnEitherDatabase("550 5.7.60 Not allowed to send as this sender")]
    [OnEitherDatabase("450 4.7.1 Sender rate limit")]
    [OnEitherDatabase("530 5.7.0 Must authenticate")]
    public async Task A_server_that_objects_to_the_sender_kills_no_message(DatabaseProvider database, string reply)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        server.Script(SmtpStep.Sender, new SmtpFault.Reply(reply));
        await outbox.QueueAsync();
        await outbox.QueueAsync();

        await outbox.RunDispatcherAsync();
        Assert.All(await outbox.NotificationsAsync(), n => Assert.Equal((NotificationStatus.Pending, 0), (n.Status, n.Attempts)));

        outbox.Clock.Advance(MaxPause);
        await outbox.RunDispatcherAsync();
        Assert.Equal(2, server.Received.Count);
    }

    [Theory, OnEitherDatabase]
    public async Task A_server_that_does_not_greet_is_left_after_ten_seconds_and_found_again_later(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        server.Script(SmtpStep.Greeting, new SmtpFault.Hang());
        await outbox.QueueAsync();

        var hanging = server.Hanging;
        var pass = outbox.RunDispatcherAsync();
        await hanging;
        outbox.Clock.Advance(SmtpMailTransport.ConnectTimeout);
        await pass;

        Assert.Equal((true, "The server did not answer in time."), (outbox.Circuit.State.IsOpen, outbox.Circuit.State.Reason));
        Assert.Equal(
            (NotificationStatus.Pending, 0),
            ((await outbox.OnlyNotificationAsync()).Status, (await outbox.OnlyNotificationAsync()).Attempts)
        );

        outbox.Clock.Advance(MaxPause);
        await outbox.RunDispatcherAsync();
        Assert.Single(server.Received);
        Assert.False(outbox.Circuit.State.IsOpen);
    }

    [Theory, OnEitherDatabase]
    public async Task A_server_that_hangs_over_one_message_is_tried_with_another_first(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        server.Script(SmtpStep.AfterData, new SmtpFault.Hang());
        await outbox.QueueAsync("first@example.org");
        outbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await outbox.QueueAsync("second@example.org");

        var hanging = server.Hanging;
        var pass = outbox.RunDispatcherAsync();
        await hanging;
        outbox.Clock.Advance(SmtpMailTransport.SendTimeout);
        await pass;

        Assert.True(outbox.Circuit.State.IsOpen);
        Assert.All(await outbox.NotificationsAsync(), n => Assert.Equal((NotificationStatus.Pending, 0), (n.Status, n.Attempts)));

        outbox.Clock.Advance(MaxPause);
        await outbox.RunDispatcherAsync();
        Assert.Equal(["second@example.org", "first@example.org"], server.Received.Select(r => r.Recipient));
    }

    [Theory, OnEitherDatabase]
    public async Task A_connection_lost_before_the_acknowledgement_repeats_the_mail_under_the_same_identifier(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer { KeepsDroppedMail = true };
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        server.Script(SmtpStep.AfterData, new SmtpFault.Drop());
        await outbox.QueueAsync();

        await outbox.RunUntilSettledAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(2, server.Received.Count);
        Assert.Single(server.Received.Select(r => r.Message.MessageId).Distinct());
        Assert.Equal(NotificationStatus.Sent, (await outbox.OnlyNotificationAsync()).Status);
    }

    [Theory, OnEitherDatabase]
    public async Task A_pick_up_folder_that_cannot_be_written_loses_nothing(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        outbox.HidePickupFolder();
        await outbox.QueueAsync();

        await outbox.RunDispatcherAsync();
        Assert.Equal(
            (NotificationStatus.Pending, 0),
            ((await outbox.OnlyNotificationAsync()).Status, (await outbox.OnlyNotificationAsync()).Attempts)
        );

        outbox.RestorePickupFolder();
        outbox.Clock.Advance(MaxPause);
        await outbox.RunDispatcherAsync();
        Assert.Single(outbox.PickupFiles);
    }
}
