using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Outbox;

/// <summary>The clock was a day ahead while the outbox wrote when to go on.</summary>
public sealed class ClockJumpMailTests
{
    [Theory, OnEitherDatabase]
    public async Task Mail_from_when_the_clock_was_ahead_is_sent_when_it_is_right_again(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        var start = outbox.Clock.GetUtcNow();
        await outbox.QueueAsync("abandoned@example.org");
        outbox.Clock.AdjustTime(start.AddDays(1));
        Assert.NotNull(await outbox.ClaimAndAbandonNextAsync());
        server.Script(SmtpStep.Recipient, new SmtpFault.Reply("451 4.7.1 Greylisted"));
        await outbox.QueueAsync("postponed@example.org");
        await outbox.RunDispatcherAsync();
        await outbox.QueueAsync("queued@example.org");
        outbox.Circuit.Open("Down for a moment");
        await outbox.RunDispatcherAsync();
        Assert.Empty(server.Received);

        outbox.Clock.AdjustTime(start.AddMinutes(6));
        await outbox.RunDispatcherAsync();

        Assert.Equal(
            ["abandoned@example.org", "postponed@example.org", "queued@example.org"],
            server.Received.Select(mail => mail.Recipient).Order()
        );
        Assert.All(await outbox.NotificationsAsync(), mail => Assert.Equal(NotificationStatus.Sent, mail.Status));
    }
}
