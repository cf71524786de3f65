using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.OutgoingWebhooks.Sending;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Hosting.Startup;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.OutgoingWebhooks;

public sealed class WebhookRecoveryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Nothing_is_sent_while_a_restore_is_unfinished_and_what_waited_goes_out_afterwards(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        var message = await app.QueueWebhookAsync(endpoint.Id);
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            db.Add(new Restore { BackupCreatedAt = app.Clock.GetUtcNow().AddHours(-5), RestoredAt = app.Clock.GetUtcNow() });
            await db.SaveChangesAsync(Ct);
        });

        var runs = 0;
        await RunLoopAsync(app, () => runs++ == 5);
        Assert.Empty(receiver.Received);
        Assert.Equal(0, (await app.GetOnlyDeliveryAsync()).Attempts);

        await app.RecoverAsync();
        await app.FinishRestoreAsync();
        await RunLoopAsync(app, () => receiver.Received.Count > 0);
        Assert.Equal(message.MessageId, Assert.Single(receiver.Received).Id);
    }

    /// <summary>The loop that a server runs, which tests otherwise remove.</summary>
    private static async Task RunLoopAsync(OutgoingWebhookVenue app, Func<bool> isEnough)
    {
        await app.Services.GetRequiredService<DatabaseStartup>().WaitUntilCompleteAsync(Ct);
        using var loop = ActivatorUtilities.CreateInstance<BackgroundJobRunner<WebhookDeliveryJob>>(
            app.Services,
            () => WebhookDeliveryJob.Interval
        );
        await loop.StartAsync(Ct);
        while (!isEnough())
        {
            await Task.Delay(100, Ct);
            app.Clock.Advance(WebhookDeliveryJob.Interval);
        }

        await loop.StopAsync(Ct);
    }
}
