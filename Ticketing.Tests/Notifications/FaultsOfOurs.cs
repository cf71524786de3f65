using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Ticketing.Notifications;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Notifications;

public sealed class FaultsOfOurs
{
    private static readonly TimeSpan AfterAnyWait = TimeSpan.FromMinutes(8);

    [Theory, OnBothDatabases]
    public async Task A_message_over_which_the_transport_has_a_fault_is_given_up_at_the_third_time_and_holds_up_no_other(DatabaseProvider database)
    {
        var transport = new FaultyTransport();
        await using var outbox = await OutboxFixture.StartAsync(database, c => c.Replace(ServiceDescriptor.Singleton<IMailTransport>(transport)));
        await outbox.QueueAsync("fatal@example.org");
        await outbox.QueueAsync("other@example.org");

        await outbox.PassAsync();

        Assert.Equal(["other@example.org"], transport.Taken);
        var retried = (await outbox.NotificationsAsync())[0];
        Assert.Equal((NotificationStatus.Pending, 1, "ArithmeticException: Lines cannot be folded."), (retried.Status, retried.Attempts, retried.LastError));
        Assert.InRange(retried.DueAt - outbox.Clock.GetUtcNow(), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));

        await outbox.PassUntilSettledAsync(AfterAnyWait);
        var dead = (await outbox.NotificationsAsync())[0];
        Assert.Equal((NotificationStatus.Dead, 3), (dead.Status, dead.Attempts));
    }

    [Theory, OnBothDatabases]
    public async Task A_server_that_cannot_even_be_named_costs_no_attempt(DatabaseProvider database)
    {
        await using var server = new SmtpDouble();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server, mail => mail.Smtp.Host = "");
        await outbox.QueueAsync();

        await outbox.PassAsync();

        Assert.True(outbox.Circuit.State.IsOpen);
        Assert.Equal((NotificationStatus.Pending, 0), ((await outbox.OnlyNotificationAsync()).Status, (await outbox.OnlyNotificationAsync()).Attempts));
    }

    [Theory, OnBothDatabases]
    public async Task A_mail_that_the_server_took_is_recorded_once_the_database_can_be_written_again_and_goes_out_once(DatabaseProvider database)
    {
        var locked = new FailingDatabase();
        await using var server = new SmtpDouble();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server, configure: locked.Under);
        await outbox.QueueAsync();
        outbox.Composer.Before = _ =>
        {
            locked.FailTheNext(20);
            return Task.CompletedTask;
        };

        var pass = outbox.PassAsync();
        await locked.Failing;
        for (var step = 0; step < 60 && !pass.IsCompleted; step++)
        {
            outbox.Clock.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAny(pass, Task.Delay(50, OutboxFixture.Ct));
        }

        await pass;
        Assert.Equal(0, locked.FailuresLeft);
        var sent = await outbox.OnlyNotificationAsync();
        Assert.Equal((NotificationStatus.Sent, 1), (sent.Status, sent.Attempts));
        await outbox.PassAsync();
        Assert.Single(server.Received);
    }

    [Theory, OnBothDatabases]
    public async Task A_shutdown_in_the_middle_of_recording_does_not_give_the_mail_back(DatabaseProvider database)
    {
        var locked = new FailingDatabase();
        await using var server = new SmtpDouble();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server, configure: locked.Under);
        using var stopping = new CancellationTokenSource();
        await outbox.QueueAsync();
        outbox.Composer.Before = _ =>
        {
            locked.FailTheNext(1000);
            return Task.CompletedTask;
        };

        var pass = outbox.PassAsync(stopping.Token);
        await locked.Failing;
        await stopping.CancelAsync();
        outbox.Clock.Advance(NotificationDispatcher.Grace);
        await pass;

        Assert.Equal(NotificationStatus.Sending, (await outbox.OnlyNotificationAsync()).Status);
        Assert.Single(server.Received);
    }
}
