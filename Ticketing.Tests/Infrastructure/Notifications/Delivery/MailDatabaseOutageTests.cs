using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Delivery;

public sealed class MailDatabaseOutageTests
{
    private readonly List<string> taken = [];
    private Action whenTaken = () => { };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task A_mail_that_went_out_as_the_database_went_away_goes_out_once_however_long_that_lasts()
    {
        await using var app = new ProxiedPostgresApp(services => services.AddScoped<IMailTransport>(_ => new Transport(this)));
        await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var gone = new TaskCompletionSource();
        whenTaken = () =>
        {
            app.Proxy.Cut();
            gone.TrySetResult();
        };

        var pass = Task.Run(app.RunJobAsync<NotificationDispatcher>, Ct);
        await gone.Task;
        for (var step = 0; step < 10; step++)
        {
            await Task.Delay(100, Ct);
            app.Clock.Advance(NotificationQueue.LeaseDuration / 5);
        }

        Assert.False(pass.IsCompleted);
        app.Proxy.Restore();
        for (var step = 0; step < 100 && !pass.IsCompleted; step++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAny(pass, Task.Delay(50, Ct));
        }

        await pass;
        await app.RunJobAsync<NotificationDispatcher>();
        var sent = Assert.Single(await MailsAsync(app));
        Assert.Equal((NotificationStatus.Sent, 1), (sent.Status, sent.Attempts));
        Assert.Single(taken);
        Assert.Equal(1, app.Log.Count("cannot be recorded while"));
    }

    [OnPostgres]
    public async Task An_outage_while_a_mail_is_written_is_not_the_mails_fault()
    {
        await using var app = new ProxiedPostgresApp(services => services.AddScoped<IMailTransport>(_ => new Transport(this)));
        await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        for (var outage = 0; outage < 4; outage++)
        {
            app.Proxy.CutAt("FROM orders");
            Assert.True(DatabaseErrors.IsOutage(await Assert.ThrowsAnyAsync<Exception>(app.RunJobAsync<NotificationDispatcher>)));
            app.Proxy.Restore();
            app.Clock.Advance(NotificationQueue.LeaseDuration);
        }

        await app.RunJobAsync<NotificationDispatcher>();
        Assert.Equal(NotificationStatus.Sent, Assert.Single(await MailsAsync(app)).Status);
        Assert.Single(taken);
        Assert.Equal(0, app.Log.Count("Composing or sending"));
    }

    private static Task<List<Notification>> MailsAsync(ProxiedPostgresApp app) =>
        app.UseAsync<TicketingDbContext, List<Notification>>(db => db.Set<Notification>().AsNoTracking().ToListAsync(Ct));

    private sealed class Transport(MailDatabaseOutageTests test) : IMailTransport
    {
        public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
        {
            test.taken.Add(mail.MessageId);
            test.whenTaken();
            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Accepted("250 taken"));
        }
    }
}
