using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Features.Payments;

/// <summary>The program is stopped while it waits for the provider: the next one must not wait until leases end.</summary>
public sealed class PaymentJobShutdownTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task What_a_stopped_program_was_asking_for_is_due_at_once(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        venue.Set("Payments:Stripe:Timeout", "00:01:00");
        venue.DeliverWebhooks();
        var session = await venue.OpenPaymentPageAsync(await venue.PublishEventAsync());
        venue.Clock.Advance(PaymentSettlementJob.CheckInterval);
        await StopWhileAskingAsync<PaymentSettlementJob>(venue, ApiRoute.GetSession);
        Assert.True((await venue.GetPaymentAsync(session)).NextCheckAt <= venue.Clock.GetUtcNow());

        await venue.Stripe.PayAsync(session.Id);
        await venue.Stripe.Webhooks.WaitForDeliveriesAsync();
        await StopWhileAskingAsync<WebhookJob>(venue, ApiRoute.GetSession);
        var messages = (await GetAsync<WebhookEvent>(venue)).FindAll(message => message.Status == WebhookStatus.Waiting);
        Assert.Contains(messages, message => message.Attempts > 0);
        Assert.All(messages, message => Assert.True(message.NextTryAt <= venue.Clock.GetUtcNow()));
        await venue.RunJobAsync<WebhookJob>();
        Assert.Equal(PaymentStatus.Paid, (await venue.GetPaymentAsync(session)).Status);

        var order = await venue.GetOrderAsync(session);
        await venue.StartRefundAsync(order);
        await StopWhileAskingAsync<RefundJob>(venue, ApiRoute.CreateRefund);
        Assert.True(Assert.Single(await GetAsync<Refund>(venue)).NextTryAt <= venue.Clock.GetUtcNow());
        await venue.RunJobAsync<RefundJob>();
        Assert.Equal(RefundStatus.Succeeded, Assert.Single(await venue.GetRefundsAsync(order)).Status);
        Assert.Single(venue.Stripe.Refunds);
        await venue.AssertMoneyMatchesStripeAsync();
    }

    private static async Task StopWhileAskingAsync<TJob>(StripeVenue venue, ApiRoute route)
        where TJob : IBackgroundJob
    {
        var before = CountHanging(venue);
        venue.Stripe.Faults.FailNext(route, Fault.TimeoutAfter);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var running = Task.Run(() => venue.UseAsync<TJob>(job => job.RunUntilDoneAsync(stop.Token)), Ct);
        while (CountHanging(venue) == before)
        {
            Assert.False(running.IsCompleted, "The provider was not asked.");
            await Task.Delay(5, Ct);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static int CountHanging(StripeVenue venue) => venue.Stripe.Faults.Counts.GetValueOrDefault(Fault.TimeoutAfter);

    private static Task<List<T>> GetAsync<T>(StripeVenue venue)
        where T : class => venue.UseAsync<TicketingDbContext, List<T>>(db => db.Set<T>().AsNoTracking().ToListAsync(Ct));
}
