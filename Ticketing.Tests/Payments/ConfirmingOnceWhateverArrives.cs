using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Refunds;
using Ticketing.Payments.Webhooks;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;
using RefundStatus = Ticketing.Payments.Refunds.RefundStatus;

namespace Ticketing.Tests.Payments;

/// <summary>Webhooks that are late, duplicated, out of order or missing lead to the same result.</summary>
public sealed class ConfirmingOnceWhateverArrives(ITestOutputHelper output)
{
    private const int Seed = 1908;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Each_message_one_to_ten_times_shuffled_and_at_once_sells_once(DatabaseProvider database)
    {
        await using var venue = (await StripeVenue.OpenAsync(database)).Listening();
        var sales = Proofs.Count(shortRun: 20, full: 200);
        venue.Stripe.Webhooks.AreHeldBack = true;
        var sessions = await OpenPagesAsync(venue, sales);
        foreach (var session in sessions)
        {
            await venue.Stripe.PayAsync(session.Id);
        }

        await RefundSomeAsync(venue, sessions);
        var told = Shuffled(venue.Stripe.Webhooks.HeldBack);
        await Parallel.ForEachAsync(told, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Ct }, async (message, _) =>
            Assert.True((await venue.Stripe.Webhooks.TellAsync(message)).IsAcknowledged));
        await Task.WhenAll(venue.RunAsync<WebhookPass>(), venue.RunAsync<WebhookPass>(), venue.RunAsync<PaymentReconciler>());
        await venue.CatchUpAsync();

        output.WriteLine($"{sales} sales, {told.Count} deliveries of {told.DistinctBy(message => message.Id).Count()} messages, seed {Seed}");
        Assert.Equal(sales, await CountAsync<Order>(venue, o => o.ReceiptNumber != null));
        Assert.Equal(told.DistinctBy(message => message.Id).Count(), await CountAsync<WebhookEvent>(venue, _ => true));
        Assert.Equal(0, await CountAsync<WebhookEvent>(venue, e => e.Status == WebhookStatus.Waiting || e.Status == WebhookStatus.Stuck));
        await venue.AssertMoneyAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Without_a_single_message_every_paid_order_is_confirmed(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var sessions = await OpenPagesAsync(venue, 12);
        foreach (var session in sessions)
        {
            await venue.Stripe.PayAsync(session.Id);
        }

        await venue.CatchUpAsync();

        Assert.Equal(12, await CountAsync<Order>(venue, o => o.Status == OrderStatus.Paid));
        await venue.AssertMoneyAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Expired_comes_before_completed(DatabaseProvider database)
    {
        await using var venue = (await StripeVenue.OpenAsync(database)).Listening();
        venue.Stripe.Webhooks.AreHeldBack = true;
        var code = await venue.HeldAsync(await venue.PublishAsync(), "Standing", 1);
        var first = await venue.OpenPageOfAsync(code);
        venue.Clock.Advance(TimeSpan.FromMinutes(10));
        await venue.UseAsync<SettlePayment>(async settle => await settle.CloseAsync(await venue.PaymentOfAsync(first), Ct));
        var second = await venue.OpenPageOfAsync(code);
        await venue.Stripe.PayAsync(second.Id);

        foreach (var message in venue.Stripe.Webhooks.HeldBack.Reverse())
        {
            await venue.Stripe.Webhooks.TellAsync(message);
            await venue.RunAsync<WebhookPass>();
        }

        Assert.Equal([PaymentStatus.Expired, PaymentStatus.Paid], [(await venue.PaymentOfAsync(first)).Status, (await venue.PaymentOfAsync(second)).Status]);
        Assert.Equal(OrderStatus.Paid, (await venue.OrderOfAsync(second)).Status);
        await venue.AssertMoneyAsync();
    }

    [Theory, OnBothDatabases]
    public async Task The_refund_is_told_before_the_payment(DatabaseProvider database)
    {
        await using var venue = (await StripeVenue.OpenAsync(database)).Listening();
        venue.Stripe.Webhooks.AreHeldBack = true;
        var session = await venue.OpenPageAsync(await venue.PublishAsync());
        await venue.Stripe.PayAsync(session.Id);
        await venue.Stripe.RefundInDashboardAsync(venue.Stripe.Session(session.Id).Intent!.Id, 500);

        foreach (var message in venue.Stripe.Webhooks.HeldBack.Reverse())
        {
            await venue.Stripe.Webhooks.TellAsync(message);
            await venue.RunAsync<WebhookPass>();
        }

        var order = await venue.OrderOfAsync(session);
        var refund = Assert.Single(await venue.UseAsync<RefundBook, IReadOnlyList<Refund>>(book => book.OfOrderAsync(order.Id, Ct)));
        Assert.Equal((OrderStatus.Paid, 500L, RefundStatus.Succeeded, TakeRefund.Dashboard), (order.Status, refund.Amount, refund.Status, refund.Reason));
        await venue.AssertMoneyAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Stripe_tells_of_a_page_whose_opening_it_never_answered(DatabaseProvider database)
    {
        await using var venue = (await StripeVenue.OpenAsync(database)).Listening();
        venue.Stripe.Faults.Next(Route.CreateSession, Fault.SilenceAfter, 3);
        var code = await venue.HeldAsync(await venue.PublishAsync(), "Standing", 1);
        Assert.IsType<StartOutcome.ProviderUnavailable>(await venue.StartPaymentAsync(code));

        var session = Assert.Single(venue.Stripe.Sessions);
        await venue.Stripe.PayAsync(session.Id);
        await venue.RunAsync<WebhookPass>();

        Assert.Equal(OrderStatus.Paid, (await venue.OrderOfAsync(session)).Status);
        await venue.AssertMoneyAsync();
    }

    private static async Task<List<FakeSession>> OpenPagesAsync(StripeVenue venue, int count)
    {
        var show = await venue.PublishAsync(new TypeDraft("Standing", 1400, count * 3));
        List<FakeSession> sessions = [];
        for (var i = 0; i < count; i++)
        {
            sessions.Add(await venue.OpenPageAsync(show, 1 + (i % 3)));
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
