using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Delivery;

public sealed class NotificationFaultTests
{
    private static readonly TimeSpan AfterAnyWait = TimeSpan.FromMinutes(8);

    [Theory, OnEitherDatabase]
    public async Task A_message_over_which_the_transport_has_a_fault_is_given_up_at_the_third_time_and_holds_up_no_other(
        DatabaseProvider database
    )
    {
        var transport = new ThrowingMailTransport();
        await using var outbox = await OutboxFixture.StartAsync(
            database,
            c => c.Replace(ServiceDescriptor.Singleton<IMailTransport>(transport))
        );
        await outbox.QueueAsync("fatal@example.org");
        await outbox.QueueAsync("other@example.org");

        await outbox.RunDispatcherAsync();

        Assert.Equal(["other@example.org"], transport.Accepted);
        var retried = (await outbox.NotificationsAsync())[0];
        Assert.Equal(
            (NotificationStatus.Pending, 1, "ArithmeticException: Cannot fold lines."),
            (retried.Status, retried.Attempts, retried.LastError)
        );
        Assert.InRange(retried.DueAt - outbox.Clock.GetUtcNow(), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));

        await outbox.RunUntilSettledAsync(AfterAnyWait);
        var dead = (await outbox.NotificationsAsync())[0];
        Assert.Equal((NotificationStatus.Dead, 3), (dead.Status, dead.Attempts));
    }

    [Theory, OnEitherDatabase]
    public async Task A_server_that_cannot_even_be_named_costs_no_attempt(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server, mail => mail.Smtp.Host = "");
        await outbox.QueueAsync();

        await outbox.RunDispatcherAsync();

        Assert.True(outbox.Circuit.State.IsOpen);
        Assert.Equal(
            (NotificationStatus.Pending, 0),
            ((await outbox.OnlyNotificationAsync()).Status, (await outbox.OnlyNotificationAsync()).Attempts)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_mail_that_the_server_took_is_recorded_once_the_database_can_be_written_again_and_goes_out_once(
        DatabaseProvider database
    )
    {
        var locked = new FailingWritesInterceptor();
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server, configure: locked.AddTo);
        await outbox.QueueAsync();
        outbox.Composer.BeforeCompose = _ =>
        {
            locked.FailNext(20);
            return Task.CompletedTask;
        };

        var pass = outbox.RunDispatcherAsync();
        await locked.FirstFailure;
        for (var step = 0; step < 60 && !pass.IsCompleted; step++)
        {
            outbox.Clock.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAny(pass, Task.Delay(50, OutboxFixture.Ct));
        }

        await pass;
        Assert.Equal(0, locked.FailuresLeft);
        var sent = await outbox.OnlyNotificationAsync();
        Assert.Equal((NotificationStatus.Sent, 1), (sent.Status, sent.Attempts));
        await outbox.RunDispatcherAsync();
        Assert.Single(server.Received);
    }

    [Theory, OnEitherDatabase]
    public async Task A_shutdown_in_the_middle_of_recording_does_not_give_the_mail_back(DatabaseProvider database)
    {
        var locked = new FailingWritesInterceptor();
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server, configure: locked.AddTo);
        using var stopping = new CancellationTokenSource();
        await outbox.QueueAsync();
        outbox.Composer.BeforeCompose = _ =>
        {
            locked.FailNext(1000);
            return Task.CompletedTask;
        };

        var pass = outbox.RunDispatcherAsync(stopping.Token);
        await locked.FirstFailure;
        await stopping.CancelAsync();
        outbox.Clock.Advance(NotificationDispatcher.ShutdownGracePeriod);
        await pass;

        Assert.Equal(NotificationStatus.Sending, (await outbox.OnlyNotificationAsync()).Status);
        Assert.Single(server.Received);
    }
}
