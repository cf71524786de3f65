using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting.Metrics;

/// <summary>The age of work that fails grows from its beginning, however often it is put off.</summary>
public sealed class QueueAgeTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    [Theory, OnBothDatabases]
    public async Task Work_that_fails_again_and_again_grows_old(DatabaseProvider database)
    {
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.AnswerWith(StatusCodes.Status500InternalServerError);
        await using var venue = await OpenAsync(database);
        var show = await venue.PublishEventAsync();
        var order = await venue.PayOnlineAsync(show);
        var other = await venue.OpenPaymentPageAsync(show);
        var hook = await venue.AddWebhookAsync(receiver.Url);
        venue.Stripe.Faults.IsDown = true;
        await venue.Stripe.PayAsync(other.Id);
        await venue.StartRefundAsync(order);
        await venue.QueueWebhookAsync(hook.Id);
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(2); passed += Step)
        {
            await venue.RunJobAsync<WebhookJob>();
            await venue.RunJobAsync<RefundJob>();
            await venue.SendWebhooksAsync();
            await venue.RunJobAsync<NotificationDispatcher>();
            venue.Clock.Advance(Step);
        }

        var samples = await venue.ScrapeAsync();

        Assert.All(
            ["refunds", "payment_messages", "webhooks", "mails"],
            queue =>
            {
                Assert.InRange(samples.GetSample("ticketing_queue_oldest_age_seconds", $"queue=\"{queue}\""), 7200, 7260);
                Assert.True(samples.GetSample("ticketing_queue_length", $"queue=\"{queue}\"") > 0);
            }
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_bank_may_take_its_time(DatabaseProvider database)
    {
        await using var venue = await OpenAsync(database);
        var show = await venue.PublishEventAsync();
        var (debit, left) = (await venue.OpenPaymentPageAsync(show), await venue.OpenPaymentPageAsync(show));
        await venue.Stripe.PayByDebitAsync(debit.Id);
        await venue.RunPaymentJobsAsync(1);
        Assert.NotNull((await venue.GetPaymentAsync(debit)).ProcessingSince);
        var deadline = (await venue.GetPaymentAsync(left)).Deadline;
        venue.Clock.Advance(deadline + TimeSpan.FromMinutes(20) - venue.Clock.GetUtcNow());

        var samples = await venue.ScrapeAsync();

        Assert.Equal(1, samples.GetSample("ticketing_queue_length", "queue=\"payments\""));
        Assert.Equal(1200, samples.GetSample("ticketing_queue_oldest_age_seconds", "queue=\"payments\""));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<StripeVenue> OpenAsync(DatabaseProvider database)
    {
        var venue = await StripeVenue.OpenAsync(database, arrange: services => services.AddSingleton<IMailTransport>(new FullMailbox()));
        venue.Set("Webhooks:AllowedNetworks:0", "127.0.0.1/32").Set("Payments:Stripe:DelayedMethods", "true");
        return venue.DeliverWebhooks();
    }

    private sealed class FullMailbox : IMailTransport
    {
        public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken ct) =>
            Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Deferred("452 Mailbox full"));
    }
}
