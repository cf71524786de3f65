using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.WaitingList;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Checkout;

public sealed class AbandonedCheckoutCleanupTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static readonly TimeSpan Retention = new RetentionOptions().AbandonedCheckouts;
    private TicketingApp app = null!;
    private Event show = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Holds_that_sold_nothing_are_deleted_after_ninety_days(DatabaseProvider database)
    {
        await StartAsync(database);
        var code = await app.PlaceHoldAsync(show, "Standing", 2);
        await EndAllAsync();
        app.Clock.Advance(Retention - TimeSpan.FromMinutes(1));
        await app.RunJobAsync<AbandonedCheckoutCleanupJob>();
        Assert.NotNull(await FindHoldAsync(code));

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.RunJobAsync<AbandonedCheckoutCleanupJob>();
        Assert.Null(await FindHoldAsync(code));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task An_offer_that_was_not_used_goes_too(DatabaseProvider database)
    {
        await StartAsync(database);
        var soldOut = await app.PublishEventAsync(e => e.StartsAt += 2 * Retention, new TicketTypeDraft("Standing", 1400, 1));
        var order = await app.SellAsync(soldOut, "Standing", 1);
        var entry = await app.JoinAsync(soldOut, $"{database}@example.com", ("Standing", 1));
        await app.StartRefundAsync(order);
        await app.RunJobAsync<WaitingListJob>();
        var code = (await app.FindEntryAsync(entry)).Offer!.HoldCode;
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.RunJobAsync<HoldExpiryJob>();
        await app.RunJobAsync<WaitingListJob>();
        app.Clock.Advance(Retention + TimeSpan.FromMinutes(1));
        await app.RunJobAsync<AbandonedCheckoutCleanupJob>();
        Assert.Null(await FindHoldAsync(code));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task An_order_that_was_never_paid_goes_with_its_payments_and_emails(DatabaseProvider database)
    {
        await StartAsync(database);
        var code = await app.PlaceHoldAsync(show, "Standing", 2);
        var declined = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        await app.SetSandboxOutcomeAsync(declined, SandboxStatus.Declined);
        app.Clock.Advance(PaymentSettlementJob.CheckInterval);
        await app.RunJobAsync<PaymentSettlementJob>();
        var order = (await app.FindOrderByHoldAsync(code))!;
        await QueueMailAsync(order.Id);
        await EndAllAsync();
        app.Clock.Advance(Retention + TimeSpan.FromMinutes(1));

        await app.RunJobAsync<AbandonedCheckoutCleanupJob>();
        Assert.NotNull(await app.FindOrderAsync(order.Reference));
        await app.RunJobAsync<NotificationDispatcher>();
        await app.RunJobAsync<AbandonedCheckoutCleanupJob>();

        Assert.Null(await app.FindOrderAsync(order.Reference));
        Assert.Null(await FindHoldAsync(code));
        Assert.False(await ExistsAsync<Payment>(payment => payment.OrderId == order.Id));
        Assert.False(await ExistsAsync<Notification>(mail => mail.OrderId == order.Id));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Orders_stay_for_which_money_has_moved_or_still_may(DatabaseProvider database)
    {
        await StartAsync(database);
        var paid = await app.BuyAsync(show, "Standing", 1);
        var open = await app.PlaceHoldAsync(show, "Seated", 1);
        await app.StartPaymentAsync(open);
        await LoseAsync(open);
        await EndAllAsync(closePayments: false);
        app.Clock.Advance(Retention + TimeSpan.FromMinutes(1));

        await app.RunJobAsync<AbandonedCheckoutCleanupJob>();

        Assert.NotNull(await app.FindOrderAsync(paid.Reference));
        Assert.Equal(OrderStatus.Expired, (await app.FindOrderByHoldAsync(open))!.Status);
        await app.RunJobAsync<PaymentSettlementJob>();
        await app.RunJobAsync<AbandonedCheckoutCleanupJob>();
        Assert.Null(await FindHoldAsync(open));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Large_amounts_are_deleted_in_batches(DatabaseProvider database)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, AbandonedCheckoutCleanupJob.BatchSize + 1));
        for (var i = 0; i <= AbandonedCheckoutCleanupJob.BatchSize; i++)
        {
            await app.PlaceHoldAsync(show, "Standing", 1);
        }

        await EndAllAsync();
        app.Clock.Advance(Retention + TimeSpan.FromMinutes(1));
        var result = await app.UseAsync<AbandonedCheckoutCleanupJob, JobResult>(job => job.RunOnceAsync(Ct));
        Assert.Equal((JobResult.MoreWork, 1), (result, await app.UseAsync<TicketingDbContext, int>(db => db.Set<Hold>().CountAsync(Ct))));
        result = await app.UseAsync<AbandonedCheckoutCleanupJob, JobResult>(job => job.RunOnceAsync(Ct));
        Assert.Equal((JobResult.Done, 0), (result, await app.UseAsync<TicketingDbContext, int>(db => db.Set<Hold>().CountAsync(Ct))));
    }

    private async Task StartAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        show = await app.PublishEventAsync();
    }

    private async Task EndAllAsync(bool closePayments = true)
    {
        app.Clock.Advance(TimeSpan.FromHours(2));
        if (closePayments)
        {
            await app.RunJobAsync<PaymentSettlementJob>();
        }

        await app.RunJobAsync<HoldExpiryJob>();
        await app.RunJobAsync<OrderExpiryJob>();
    }

    /// <summary>The provider has not been asked whether the payment can still succeed.</summary>
    private Task LoseAsync(string code) =>
        app.UseAsync<TicketHolds>(async holds =>
        {
            var hold = (await holds.FindAsync(code, Ct))!;
            await holds.EndPaymentAsync(hold.Id, Ct);
            await holds.ReleaseAsync(hold.Id, Ct);
        });

    private Task QueueMailAsync(Guid orderId) =>
        app.UseAsync<NotificationOutbox>(outbox =>
            outbox.QueueAsync(RequestFreeConfirmation.Kind, $"link:{orderId}", "ada@example.com", orderId, Ct)
        );

    private Task<Hold?> FindHoldAsync(string code) => app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(code, Ct));

    private Task<bool> ExistsAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> match)
        where T : class => app.UseAsync<TicketingDbContext, bool>(db => db.Set<T>().AnyAsync(match, Ct));
}
