using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;
using RefundStatus = Ticketing.Features.Payments.Refunds.RefundStatus;

namespace Ticketing.Tests.Features.Payments.Webhooks;

/// <summary>Webhooks that are late, duplicated, out of order or missing lead to the same result.</summary>
public sealed class WebhookDuplicateTests(ITestOutputHelper output)
{
    private const int Seed = 1908;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Duplicate_shuffled_concurrent_messages_sell_once(DatabaseProvider database)
    {
        await using var venue = (await StripeVenue.OpenAsync(database)).DeliverWebhooks();
        var sales = TestScale.Count(shortRun: 20, full: 200);
        venue.Stripe.Webhooks.IsPaused = true;
        var sessions = await OpenPagesAsync(venue, sales);
        foreach (var session in sessions)
        {
            await venue.Stripe.PayAsync(session.Id);
        }

        await RefundSomeAsync(venue, sessions);
        var told = Shuffled(venue.Stripe.Webhooks.Pending);
        await Parallel.ForEachAsync(
            told,
            new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Ct },
            async (message, _) => Assert.True((await venue.Stripe.Webhooks.DeliverAsync(message)).IsAcknowledged)
        );
        await Task.WhenAll(venue.RunJobAsync<WebhookJob>(), venue.RunJobAsync<WebhookJob>(), venue.RunJobAsync<PaymentSettlementJob>());
        await venue.RunPaymentJobsAsync();

        output.WriteLine(
            $"{sales} sales, {told.Count} deliveries of {told.DistinctBy(message => message.Id).Count()} messages, seed {Seed}"
        );
        Assert.Equal(sales, await CountAsync<Order>(venue, o => o.ReceiptNumber != null));
        Assert.Equal(told.DistinctBy(message => message.Id).Count(), await CountAsync<WebhookEvent>(venue, _ => true));
        Assert.Equal(0, await CountAsync<WebhookEvent>(venue, e => e.Status == WebhookStatus.Waiting || e.Status == WebhookStatus.Stuck));
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Without_a_single_message_every_paid_order_is_confirmed(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var sessions = await OpenPagesAsync(venue, 12);
        foreach (var session in sessions)
        {
            await venue.Stripe.PayAsync(session.Id);
        }

        await venue.RunPaymentJobsAsync();

        Assert.Equal(12, await CountAsync<Order>(venue, o => o.Status == OrderStatus.Paid));
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Expired_comes_before_completed(DatabaseProvider database)
    {
        await using var venue = (await StripeVenue.OpenAsync(database)).DeliverWebhooks();
        venue.Stripe.Webhooks.IsPaused = true;
        var code = await venue.PlaceHoldAsync(await venue.PublishEventAsync(), "Standing", 1);
        var first = await venue.OpenPaymentPageForHoldAsync(code);
        venue.Clock.Advance(TimeSpan.FromMinutes(10));
        await venue.UseAsync<SettlePayment>(async settle => await settle.CloseAsync(await venue.GetPaymentAsync(first), Ct));
        var second = await venue.OpenPaymentPageForHoldAsync(code);
        await venue.Stripe.PayAsync(second.Id);

        foreach (var message in venue.Stripe.Webhooks.Pending.Reverse())
        {
            await venue.Stripe.Webhooks.DeliverAsync(message);
            await venue.RunJobAsync<WebhookJob>();
        }

        Assert.Equal(
            [PaymentStatus.Expired, PaymentStatus.Paid],
            [(await venue.GetPaymentAsync(first)).Status, (await venue.GetPaymentAsync(second)).Status]
        );
        Assert.Equal(OrderStatus.Paid, (await venue.GetOrderAsync(second)).Status);
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_message_before_its_payment_message_is_handled(DatabaseProvider database)
    {
        await using var venue = (await StripeVenue.OpenAsync(database)).DeliverWebhooks();
        venue.Stripe.Webhooks.IsPaused = true;
        var session = await venue.OpenPaymentPageAsync(await venue.PublishEventAsync());
        await venue.Stripe.PayAsync(session.Id);
        await venue.Stripe.RefundInDashboardAsync(venue.Stripe.Session(session.Id).Intent!.Id, 500);

        foreach (var message in venue.Stripe.Webhooks.Pending.Reverse())
        {
            await venue.Stripe.Webhooks.DeliverAsync(message);
            await venue.RunJobAsync<WebhookJob>();
        }

        var order = await venue.GetOrderAsync(session);
        var refund = Assert.Single(await venue.UseAsync<RefundQueries, IReadOnlyList<Refund>>(book => book.GetForOrderAsync(order.Id, Ct)));
        Assert.Equal(
            (OrderStatus.Paid, 500L, RefundStatus.Succeeded, RefundCause.MadeAtProvider),
            (order.Status, refund.Amount, refund.Status, refund.Cause)
        );
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_message_confirms_a_session_whose_creation_was_never_answered(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        venue.Set("Payments:Stripe:Timeout", "00:00:01");
        venue.DeliverWebhooks();
        venue.Stripe.Faults.FailNext(ApiRoute.CreateSession, Fault.TimeoutAfter, 3);
        var code = await venue.PlaceHoldAsync(await venue.PublishEventAsync(), "Standing", 1);
        Assert.IsType<StartOutcome.ProviderUnavailable>(await venue.StartPaymentAsync(code));

        var session = Assert.Single(venue.Stripe.Sessions);
        await venue.Stripe.PayAsync(session.Id);
        await venue.RunJobAsync<WebhookJob>();

        Assert.Equal(OrderStatus.Paid, (await venue.GetOrderAsync(session)).Status);
        await venue.AssertMoneyMatchesStripeAsync();
    }

    private static async Task<List<FakeSession>> OpenPagesAsync(StripeVenue venue, int count)
    {
        var show = await venue.PublishEventAsync(new TicketTypeDraft("Standing", 1400, count * 3));
        List<FakeSession> sessions = [];
        for (var i = 0; i < count; i++)
        {
            sessions.Add(await venue.OpenPaymentPageAsync(show, 1 + (i % 3)));
        }

        return sessions;
    }

    private static async Task RefundSomeAsync(StripeVenue venue, List<FakeSession> sessions)
    {
        foreach (var (session, index) in sessions.Select((session, index) => (session, index)).Where(pair => pair.index % 4 == 0))
        {
            await venue.Stripe.RefundInDashboardAsync(venue.Stripe.Session(session.Id).Intent!.Id, 100 + index);
        }
    }

    private static List<FakeEvent> Shuffled(IReadOnlyList<FakeEvent> messages)
    {
#pragma warning disable CA5394 // Repeatable, not secret.
        var random = new Random(Seed);
        var all = messages.SelectMany(message => Enumerable.Repeat(message, random.Next(1, 11))).ToArray();
        random.Shuffle(all);
#pragma warning restore CA5394
        return [.. all];
    }

    private static Task<int> CountAsync<T>(StripeVenue venue, System.Linq.Expressions.Expression<Func<T, bool>> which)
        where T : class => venue.UseAsync<TicketingDbContext, int>(db => db.Set<T>().CountAsync(which, Ct));
}
