using MimeKit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Delivery;

public sealed class MailDeliveryTests
{
    [Theory, OnEitherDatabase]
    public async Task Without_a_mail_server_each_mail_becomes_a_file_named_after_its_notification(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        await outbox.QueueAsync("ada@example.org");

        await outbox.RunDispatcherAsync();

        var sent = await outbox.OnlyNotificationAsync();
        var file = Assert.Single(outbox.PickupFiles);
        Assert.Equal($"{sent.Id}.eml", file.Name);
        var mail = await MimeMessage.LoadAsync(file.FullName, OutboxFixture.Ct);
        Assert.Equal("\"Ada Buyer\" <ada@example.org>", mail.To.ToString());
        Assert.Equal("\"The Cellar\" <tickets@tickets.example.org>", mail.From.ToString());
        Assert.Equal(NotificationStatus.Sent, sent.Status);
        Assert.Equal($"Written to mail/{file.Name}", sent.ServerResponse);
    }

    [Theory, OnEitherDatabase]
    public async Task A_repeat_replaces_its_file(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        await outbox.QueueAsync();
        await outbox.RunDispatcherAsync();
        var file = Assert.Single(outbox.PickupFiles);
        await File.WriteAllTextAsync(file.FullName, "from an attempt that was cut short", OutboxFixture.Ct);

        await outbox.QueueAsync();
        await outbox.InScopeAsync(provider => UnrecordedMail.RestoreAsync(provider, Path.GetFileNameWithoutExtension(file.Name)));
        await outbox.RunDispatcherAsync();

        Assert.Equal(2, outbox.PickupFiles.Count);
        Assert.Contains("Your tickets", await File.ReadAllTextAsync(file.FullName, OutboxFixture.Ct), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_mail_server_gets_the_mail_and_its_answer_is_kept(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        await outbox.QueueAsync("ada@example.org");

        await outbox.RunDispatcherAsync();

        var received = Assert.Single(server.Received);
        Assert.Equal(("tickets@tickets.example.org", "ada@example.org"), (received.Sender, received.Recipient));
        var sent = await outbox.OnlyNotificationAsync();
        Assert.Equal(NotificationStatus.Sent, sent.Status);
        Assert.Equal("250 2.0.0 Queued as 4D1F2", sent.ServerResponse);
        Assert.Equal(("Your tickets", "See you there."), (sent.Subject, sent.Content));
        Assert.Equal((1, outbox.Clock.GetUtcNow()), (sent.Attempts, sent.SentAt));
        Assert.Equal($"outbox-{sent.Id:N}@tickets.example.org", sent.MessageId);
        Assert.Equal(sent.MessageId, received.Message.MessageId);
        Assert.Null(sent.LeaseOwner);
    }

    [Theory, OnEitherDatabase]
    public async Task Many_mails_share_one_connection_which_is_ended_politely(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        await outbox.QueueAllAsync(Enumerable.Repeat("buyer@example.org", 5));

        await outbox.RunDispatcherAsync();

        Assert.Equal(5, server.Received.Count);
        Assert.Equal((1, 1), (server.Connections, server.QuitCount));
    }

    [Theory, OnEitherDatabase]
    public async Task A_server_that_ends_a_connection_gets_a_new_one(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        outbox.Composer.Compose = _ =>
        {
            if (server.Received.Count == 1)
            {
                server.Script(SmtpStep.Sender, new SmtpFault.Reply("421 4.7.0 Too many messages on this connection"));
            }

            return TestComposer.Plain();
        };
        await outbox.QueueAsync();
        await outbox.QueueAsync();

        await outbox.RunDispatcherAsync();

        Assert.Equal((2, 2), (server.Received.Count, server.Connections));
        Assert.False(outbox.Circuit.State.IsOpen);
    }

    [Theory]
    [OnEitherDatabase("PLAIN")]
    [OnEitherDatabase("LOGIN")]
    public async Task A_server_that_asks_for_a_password_gets_it_over_an_encrypted_connection(DatabaseProvider database, string mechanism)
    {
        await using var server = new FakeSmtpServer(encrypts: true)
        {
            Username = "venue",
            Password = "pâss w0rd",
            Mechanisms = mechanism,
        };
        await using var outbox = await OutboxFixture.WithServerAsync(
            database,
            server,
            mail =>
                mail.Smtp = new()
                {
                    Host = "localhost",
                    Port = server.Port,
                    Security = SmtpSecurity.StartTls,
                    Username = "venue",
                    Password = "pâss w0rd",
                },
            services => OutboxFixture.Trust(services, server)
        );
        await outbox.QueueAsync();

        await outbox.RunDispatcherAsync();

        Assert.Single(server.Received);
    }

    [Theory, OnEitherDatabase]
    public async Task A_server_may_encrypt_from_the_first_byte(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer(encrypts: true) { TlsOnConnect = true };
        await using var outbox = await OutboxFixture.WithServerAsync(
            database,
            server,
            mail => mail.Smtp.Security = SmtpSecurity.Tls,
            services => OutboxFixture.Trust(services, server)
        );
        await outbox.QueueAsync();

        await outbox.RunDispatcherAsync();

        Assert.Single(server.Received);
    }

    [Theory]
    [OnEitherDatabase(true)]
    [OnEitherDatabase(false)]
    public async Task A_server_that_cannot_prove_itself_or_does_not_encrypt_gets_nothing(DatabaseProvider database, bool encrypts)
    {
        await using var server = new FakeSmtpServer(encrypts);
        await using var outbox = await OutboxFixture.WithServerAsync(database, server, mail => mail.Smtp.Security = SmtpSecurity.StartTls);
        await outbox.QueueAsync();

        await outbox.RunDispatcherAsync();

        Assert.Empty(server.Received);
        Assert.True(outbox.Circuit.State.IsOpen);
        Assert.Equal(
            (NotificationStatus.Pending, 0),
            ((await outbox.OnlyNotificationAsync()).Status, (await outbox.OnlyNotificationAsync()).Attempts)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_message_with_nothing_to_say_is_dropped(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        outbox.Composer.Compose = _ => null;
        await outbox.QueueAsync();

        await outbox.RunDispatcherAsync();

        Assert.Equal(NotificationStatus.Dropped, (await outbox.OnlyNotificationAsync()).Status);
        Assert.Empty(outbox.PickupFiles);
    }
}
