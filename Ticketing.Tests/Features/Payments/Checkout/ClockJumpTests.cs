using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Features.Cancellations;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Checkout;

/// <summary>The machine's clock jumps a day forwards, and back again some minutes later. Stripe's clock is right all the time.</summary>
public sealed class ClockJumpTests
{
    private const int Capacity = 12;
    private static readonly DateTimeOffset Ahead = TicketingApp.Start.AddDays(1);
    private static readonly DateTimeOffset Back = TicketingApp.Start.AddMinutes(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task No_payment_is_lost_nothing_is_oversold_and_no_work_waits_for_a_day(DatabaseProvider database)
    {
        var stripeClock = new FakeTimeProvider(TicketingApp.Start);
        await using var venue = await StripeVenue.OpenAsync(database, options => options with { Clock = stripeClock });
        venue.DeliverWebhooks();
        var show = await venue.PublishEventAsync(new TicketTypeDraft("Standing", 1400, Capacity));
        var cancelled = await venue.PublishEventAsync();
        var (toRefund, toCancel) = (await BuyAsync(venue, show, 1), await BuyAsync(venue, cancelled, 2));
        var abandoned = await venue.PlaceHoldAsync(show, "Standing", 2);
        var (paying, late) = (await venue.OpenPaymentPageAsync(show, 2), await venue.OpenPaymentPageAsync(show, 2));

        venue.Clock.AdjustTime(Ahead);
        await venue.Stripe.PayAsync(paying.Id);
        await RunJobsAsync(venue);
        Assert.Equal(OrderStatus.Paid, (await venue.GetOrderAsync(paying)).Status);
        Assert.Equal(PaymentStatus.Expired, (await venue.GetPaymentAsync(late)).Status);
        var fromTheFuture = await venue.PlaceHoldAsync(show, "Standing", 2);
        // Stripe accepts no session that ends so late.
        Assert.IsNotType<StartOutcome.Redirect>(await venue.StartPaymentAsync(fromTheFuture));
        venue.Stripe.Faults.FailNext(ApiRoute.CreateRefund, Fault.ErrorBefore);
        await venue.StartRefundAsync(toRefund);
        await venue.RunJobAsync<RefundJob>();
        await venue.CancelAsync(cancelled);

        venue.Clock.AdjustTime(Back);
        stripeClock.SetUtcNow(Back);
        await venue.Stripe.Webhooks.RedeliverAsync();
        await RunJobsAsync(venue);
        Assert.Equal(HoldStatus.Expired, await GetHoldStatusAsync(venue, abandoned));
        Assert.Equal(HoldStatus.Expired, await GetHoldStatusAsync(venue, fromTheFuture));
        Assert.Equal(OrderStatus.Refunded, (await venue.ReloadAsync(toRefund)).Status);
        Assert.Equal(OrderStatus.Refunded, (await venue.ReloadAsync(toCancel)).Status);
        for (var sold = 2; sold < Capacity; sold += 2)
        {
            Assert.Equal(OrderStatus.Paid, (await BuyAsync(venue, show, 2)).Status);
        }

        await venue.Stripe.PayAfterExpiryAsync(late.Id);
        await venue.Stripe.Webhooks.WaitForDeliveriesAsync();
        await RunJobsAsync(venue);
        Assert.Equal(OrderStatus.PaidTooLate, (await venue.GetOrderAsync(late)).Status);
        Assert.Empty(await GetWaitingMailAsync(venue));
        Assert.Empty(await venue.UseAsync<TicketingDbContext, List<WebhookEvent>>(Waiting));
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory]
    [OnEitherDatabase(true)]
    [OnEitherDatabase(false)]
    public async Task A_payment_that_began_while_the_clock_was_ahead_ends_soon(DatabaseProvider database, bool isPaid)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2));
        app.Clock.AdjustTime(Ahead);
        var code = await app.PlaceHoldAsync(show, "Standing", 2);
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        if (isPaid)
        {
            await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        }

        app.Clock.AdjustTime(Back);
        await app.RunJobAsync<PaymentSettlementJob>();
        await app.RunJobAsync<OrderExpiryJob>();
        Assert.Equal(isPaid ? HoldStatus.Sold : HoldStatus.Expired, await GetHoldStatusAsync(app, code));
        Assert.Equal(isPaid ? OrderStatus.Paid : OrderStatus.Expired, (await app.FindOrderByHoldAsync(code))!.Status);
        await app.AssertInvariantsAsync();
    }

    private static async Task<Order> BuyAsync(StripeVenue venue, Event show, int quantity)
    {
        var session = await venue.OpenPaymentPageAsync(show, quantity);
        await venue.Stripe.PayAsync(session.Id);
        await venue.Stripe.Webhooks.WaitForDeliveriesAsync();
        await venue.RunJobAsync<WebhookJob>();
        return await venue.GetOrderAsync(session);
    }

    /// <summary>Without advancing the clock by more than a job's interval.</summary>
    private static async Task RunJobsAsync(StripeVenue venue)
    {
        for (var round = 0; round < 2; round++)
        {
            await venue.RunPaymentJobsAsync(rounds: 1);
            await venue.RunJobAsync<HoldExpiryJob>();
            await venue.RunJobAsync<CancellationJob>();
            await venue.RunJobAsync<OrderExpiryJob>();
        }

        await venue.RunJobAsync<CancellationJob>();
        await venue.Stripe.Webhooks.WaitForDeliveriesAsync();
        await venue.RunJobAsync<WebhookJob>();
        await venue.RunJobAsync<NotificationDispatcher>();
    }

    private static async Task<HoldStatus> GetHoldStatusAsync(TicketingApp app, string code) =>
        (await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(code, Ct)))!.Status;

    private static Task<List<Notification>> GetWaitingMailAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<Notification>>(db =>
            db.Set<Notification>().Where(n => n.Status != NotificationStatus.Sent).ToListAsync(Ct)
        );

    private static Task<List<WebhookEvent>> Waiting(TicketingDbContext db) =>
        db.Set<WebhookEvent>().Where(message => message.Status == WebhookStatus.Waiting).ToListAsync(Ct);
}
