using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Delivery;

public sealed class MailFailureTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Theory, OnEitherDatabase]
    public async Task A_message_that_the_server_puts_off_is_tried_again_and_the_others_are_not_held_up(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        server.Script(SmtpStep.Recipient, new SmtpFault.Reply("451 4.7.1 Greylisted"));
        await outbox.QueueAsync("first@example.org");
        outbox.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await outbox.QueueAsync("second@example.org");

        await outbox.RunDispatcherAsync();

        Assert.Equal("second@example.org", Assert.Single(server.Received).Recipient);
        var putOff = (await outbox.NotificationsAsync())[0];
        Assert.Equal((NotificationStatus.Pending, 1, "451 4.7.1 Greylisted"), (putOff.Status, putOff.Attempts, putOff.LastError));
        Assert.InRange(putOff.DueAt - outbox.Clock.GetUtcNow(), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
        Assert.False(outbox.Circuit.State.IsOpen);

        outbox.Clock.Advance(Soon);
        await outbox.RunDispatcherAsync();

        Assert.Equal(2, server.Received.Count);
        Assert.Null((await outbox.NotificationsAsync())[0].LastError);
    }

    [Theory, OnEitherDatabase]
    public async Task A_message_that_the_server_will_never_take_is_given_up_at_once(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        server.RefusedRecipients["nobody@example.org"] = "550 5.1.1 No such user";
        await outbox.QueueAsync("nobody@example.org");

        await outbox.RunDispatcherAsync();

        var dead = await outbox.OnlyNotificationAsync();
        Assert.Equal((NotificationStatus.Dead, 1, "550 5.1.1 No such user"), (dead.Status, dead.Attempts, dead.LastError));
        Assert.False(outbox.Circuit.State.IsOpen);
    }

    [Theory, OnEitherDatabase]
    public async Task A_message_put_off_for_three_days_is_given_up(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        server.RefusedRecipients["full@example.org"] = "452 4.2.2 Mailbox full";
        await outbox.QueueAsync("full@example.org");

        outbox.Clock.Advance(TimeSpan.FromHours(71));
        await outbox.RunDispatcherAsync();
        Assert.Equal(NotificationStatus.Pending, (await outbox.OnlyNotificationAsync()).Status);

        outbox.Clock.Advance(TimeSpan.FromHours(1));
        await outbox.RunDispatcherAsync();
        Assert.Equal(NotificationStatus.Dead, (await outbox.OnlyNotificationAsync()).Status);
    }

    [Theory, OnEitherDatabase]
    public async Task A_message_that_cannot_be_composed_is_given_up_at_the_third_time(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        outbox.Composer.Compose = _ => throw new FormatException("The template is broken.");
        await outbox.QueueAsync();

        await outbox.RunDispatcherAsync();
        outbox.Clock.Advance(Soon);
        await outbox.RunDispatcherAsync();
        Assert.Equal(
            (NotificationStatus.Pending, 2),
            ((await outbox.OnlyNotificationAsync()).Status, (await outbox.OnlyNotificationAsync()).Attempts)
        );

        outbox.Clock.Advance(Soon * 2);
        await outbox.RunDispatcherAsync();
        var dead = await outbox.OnlyNotificationAsync();
        Assert.Equal(
            (NotificationStatus.Dead, 3, "FormatException: The template is broken."),
            (dead.Status, dead.Attempts, dead.LastError)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_composer_that_hangs_is_cut_off_before_the_lease_ends(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        var composing = new TaskCompletionSource();
        outbox.Composer.BeforeCompose = async ct =>
        {
            composing.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
        };
        await outbox.QueueAsync();

        var pass = outbox.RunDispatcherAsync();
        await composing.Task;
        outbox.Clock.Advance(NotificationDispatcher.MaxSendTime);
        await pass;

        var retried = await outbox.OnlyNotificationAsync();
        Assert.Equal((NotificationStatus.Pending, 1), (retried.Status, retried.Attempts));
        Assert.True(NotificationDispatcher.MaxSendTime < NotificationQueue.LeaseDuration);
    }

    [Theory, OnEitherDatabase]
    public async Task Ten_poisonous_messages_among_two_hundred_do_not_hold_up_the_others(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        outbox.Composer.Compose = n =>
            n.Recipient.StartsWith("unwritable", StringComparison.Ordinal) ? throw new FormatException("No words.") : TestComposer.Plain();
        var recipients = Enumerable
            .Range(0, 200)
            .Select(i =>
                (i % 40) switch
                {
                    0 => $"unwritable{i}",
                    20 => $"gone{i}",
                    _ => $"buyer{i}",
                } + "@example.org"
            );
        await outbox.QueueAllAsync(recipients);
        foreach (var gone in recipients.Where(r => r.StartsWith("gone", StringComparison.Ordinal)))
        {
            server.RefusedRecipients[gone] = "550 5.1.1 No such user";
        }

        await outbox.RunDispatcherAsync();
        Assert.Equal(190, server.Received.Count);

        await outbox.RunUntilSettledAsync(TimeSpan.FromMinutes(1));
        var byStatus = (await outbox.NotificationsAsync()).CountBy(n => n.Status).ToDictionary();
        Assert.Equal(new() { [NotificationStatus.Sent] = 190, [NotificationStatus.Dead] = 10 }, byStatus);
        Assert.Equal(190, server.Received.Count);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refusal_that_quotes_an_access_link_does_not_store_it(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        outbox.Composer.Compose = _ =>
            TestComposer.Plain(text: "Open https://t.example.org/?token=abc123", secrets: ["https://t.example.org/?token=abc123"]);
        server.Script(SmtpStep.AfterData, new SmtpFault.Reply("554 5.7.1 Blocked link https://t.example.org/?token=abc123"));
        await outbox.QueueAsync();

        await outbox.RunDispatcherAsync();

        Assert.Equal("554 5.7.1 Blocked link [redacted]", (await outbox.OnlyNotificationAsync()).LastError);
    }
}
