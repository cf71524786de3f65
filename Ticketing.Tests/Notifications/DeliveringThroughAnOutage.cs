using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Data;
using Ticketing.Notifications;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Notifications;

public sealed class DeliveringThroughAnOutage
{
    private readonly List<string> taken = [];
    private Action whenTaken = () => { };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task A_mail_that_went_out_as_the_database_went_away_goes_out_once_however_long_that_lasts()
    {
        await using var app = new FarApp(services => services.AddScoped<IMailTransport>(_ => new Transport(this)));
        await app.BuyAsync(await app.PublishAsync(), "Standing", 1);
        var gone = new TaskCompletionSource();
        whenTaken = () => { app.Line.Cut(); gone.TrySetResult(); };

        var pass = Task.Run(app.RunAsync<NotificationDispatcher>, Ct);
        await gone.Task;
        for (var step = 0; step < 10; step++)
        {
            await Task.Delay(100, Ct);
            app.Clock.Advance(NotificationQueue.Lease / 5);
        }

        Assert.False(pass.IsCompleted);
        app.Line.Mend();
        for (var step = 0; step < 100 && !pass.IsCompleted; step++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAny(pass, Task.Delay(50, Ct));
        }

        await pass;
        await app.RunAsync<NotificationDispatcher>();
        var sent = Assert.Single(await MailsAsync(app));
        Assert.Equal((NotificationStatus.Sent, 1), (sent.Status, sent.Attempts));
        Assert.Single(taken);
        Assert.Equal(1, app.Log.Count("cannot be recorded while"));
    }

    [OnPostgres]
    public async Task An_outage_while_a_mail_is_written_is_not_the_mails_fault()
    {
        await using var app = new FarApp(services => services.AddScoped<IMailTransport>(_ => new Transport(this)));
        await app.BuyAsync(await app.PublishAsync(), "Standing", 1);
        for (var outage = 0; outage < 4; outage++)
        {
            app.Line.CutAt("FROM orders");
            Assert.True(DatabaseErrors.IsOutage(await Assert.ThrowsAnyAsync<Exception>(app.RunAsync<NotificationDispatcher>)));
            app.Line.Mend();
            app.Clock.Advance(NotificationQueue.Lease);
        }

        await app.RunAsync<NotificationDispatcher>();
        Assert.Equal(NotificationStatus.Sent, Assert.Single(await MailsAsync(app)).Status);
        Assert.Single(taken);
        Assert.Equal(0, app.Log.Count("Composing or sending"));
    }

    private static Task<List<Notification>> MailsAsync(FarApp app) =>
        app.UseAsync<TicketingDbContext, List<Notification>>(db => db.Set<Notification>().AsNoTracking().ToListAsync(Ct));

    private sealed class Transport(DeliveringThroughAnOutage test) : IMailTransport
    {
        public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
        {
            test.taken.Add(mail.MessageId);
            test.whenTaken();
            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Accepted("250 taken"));
        }
    }
}
