using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Providers.StripeCheckout;

public sealed class StripeFaultTests(ITestOutputHelper output)
{
    private const int Seed = 4711;
    private const int Parallelism = 32;

    // Fewer faults in the full run: each unanswered call costs real seconds.
    private static readonly double FaultRate = TestScale.IsFull ? 0.05 : 0.2;

    private static readonly Fault[] Faults =
    [
        Fault.ResetBefore,
        Fault.ResetAfter,
        Fault.ErrorBefore,
        Fault.ErrorAfter,
        Fault.ErrorInstead,
        Fault.Conflict,
        Fault.TooManyRequests,
        Fault.TimeoutAfter,
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Random_faults_lead_to_one_session_one_charge_and_one_refund_per_order(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        venue.Set("Payments:Stripe:Timeout", "00:00:01");
        venue.DeliverWebhooks();
        var count = TestScale.Count(shortRun: 8, full: 2_000);
        var show = await venue.PublishEventAsync(new TicketTypeDraft("Standing", 1400, count * 2));
        venue.Stripe.Faults.FailRandomly(Seed, FaultRate, Faults);

        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = Ct },
            async (buyer, _) => await BuyAsync(venue, show, buyer)
        );
        await RefundSomeAsync(venue);
        await RunRoundsAsync(venue, 2);
        AssertOneOpenPageEach(venue);
        venue.Stripe.Faults.Stop();
        await RunRoundsAsync(venue, 10 + (count / 50));

        var (paid, refunded) = await CountAsync(venue);
        output.WriteLine(
            $"{count} orders, {paid} paid, {refunded} refunded, faults "
                + $"{string.Join(", ", venue.Stripe.Faults.Counts.Select(f => $"{f.Key} {f.Value}"))}, seed {Seed}"
        );
        Assert.InRange(paid, count / 4, count);
        Assert.All(venue.Stripe.Sessions.Where(s => s.IsPaid).GroupBy(s => s.Metadata["order"]), order => Assert.Single(order));
        Assert.All(
            venue
                .Stripe.Refunds.Where(r => r.Status == Ticketing.Tests.Support.FakeStripe.FakeRefundStatus.Succeeded)
                .GroupBy(r => r.Metadata["refund"]),
            refund => Assert.Single(refund)
        );
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Pay_pressed_twenty_times_charges_once(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var code = await venue.PlaceHoldAsync(await venue.PublishEventAsync(), "Standing", 2);

        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => venue.StartPaymentAsync(code))));

        var session = Assert.Single(venue.Stripe.Sessions);
        Assert.All(pages, page => Assert.Equal(new StartOutcome.Redirect(session.Url), page));
        await venue.Stripe.PayAsync(session.Id);
        await venue.RunPaymentJobsAsync();
        Assert.Equal(3000, venue.Stripe.Ledger.ForCurrency("gbp").Charged);
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_payment_after_the_hold_ended_gets_a_ticket_or_one_refund(DatabaseProvider database)
    {
        await using var venue = (await StripeVenue.OpenAsync(database)).DeliverWebhooks();
        var count = TestScale.Count(shortRun: 16, full: 300);
        var show = await venue.PublishEventAsync(new TicketTypeDraft("Standing", 1400, count));
        var sessions = new List<FakeSession>();
        for (var i = 0; i < count; i++)
        {
            sessions.Add(await venue.OpenPaymentPageAsync(show));
        }

        venue.Clock.Advance(TimeSpan.FromMinutes(30));
        await RunRoundsAsync(venue, 1 + (count / 100));
        Assert.Equal(0, (await venue.GetEventAsync(show)).Held);
        var others = await venue.PlaceHoldAsync(show, "Standing", Math.Min(10, count / 2));
        await Parallel.ForEachAsync(sessions, Ct, async (session, _) => await venue.Stripe.PayAfterExpiryAsync(session.Id));
        await RunRoundsAsync(venue, 4);

        var left = count - Math.Min(10, count / 2);
        output.WriteLine($"{count} payments after the end of their holds for {left} places");
        Assert.NotEmpty(others);
        Assert.Equal((left, count - left), await CountAsync(venue));
        Assert.Equal((count - left) * 1500, venue.Stripe.Ledger.ForCurrency("gbp").Refunded);
        Assert.Equal(
            count - left,
            await venue.UseAsync<TicketingDbContext, int>(db =>
                db.Set<Notification>().CountAsync(n => n.Kind == SettleRefund.NoticeKind, Ct)
            )
        );
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory]
    [OnEitherDatabase(true)]
    [OnEitherDatabase(false)]
    public async Task A_payment_that_takes_days_gives_tickets_only_when_it_succeeds(DatabaseProvider database, bool succeeds)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        venue.Set("Payments:Stripe:DelayedMethods", "true");
        venue.DeliverWebhooks();
        var show = await venue.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        var code = await venue.PlaceHoldAsync(show, "Standing", 1);
        var session = await venue.OpenPaymentPageForHoldAsync(code);
        await venue.Stripe.PayByDebitAsync(session.Id);
        for (var day = 0; day < 5; day++)
        {
            await RunRoundsAsync(venue, 1);
            venue.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal((OrderStatus.Pending, 1), ((await venue.GetOrderAsync(session)).Status, (await venue.GetEventAsync(show)).Held));
        Assert.NotNull((await venue.GetPaymentAsync(session)).ProcessingSince);
        Assert.IsType<StartOutcome.NothingDue>(await venue.StartPaymentAsync(code));
        await venue.Stripe.CompleteDebitAsync(session.Id, succeeds);
        await RunRoundsAsync(venue, 2);

        var type = (await venue.GetEventAsync(show)).TicketTypes.Single();
        Assert.Equal(succeeds ? (0, 1) : (0, 0), (type.Held, type.Sold));
        var order = await venue.GetOrderAsync(session);
        Assert.Equal(succeeds, order.Status == OrderStatus.Paid);
        Assert.Equal(
            [succeeds ? ConfirmOrder.ConfirmationKind : SettlePayment.FailureNoticeKind],
            await venue.GetNotificationKindsAsync(order)
        );
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task If_two_sessions_are_paid_one_is_refunded(DatabaseProvider database)
    {
        await using var venue = (await StripeVenue.OpenAsync(database)).DeliverWebhooks();
        var code = await venue.PlaceHoldAsync(await venue.PublishEventAsync(), "Standing", 1);
        var first = await venue.OpenPaymentPageForHoldAsync(code);
        await venue.UseAsync<SettlePayment>(async settle => await settle.CloseAsync(await venue.GetPaymentAsync(first), Ct));
        var second = await venue.OpenPaymentPageForHoldAsync(code);

        await venue.Stripe.PayAsync(second.Id);
        await venue.Stripe.PayAfterExpiryAsync(first.Id);
        await RunRoundsAsync(venue, 4);

        Assert.Equal(OrderStatus.Paid, (await venue.GetOrderAsync(second)).Status);
        Assert.Equal((3000, 1500), (venue.Stripe.Ledger.ForCurrency("gbp").Charged, venue.Stripe.Ledger.ForCurrency("gbp").Net));
        var told = await venue.ComposeRefundMailAsync(await venue.GetOrderAsync(second));
        Assert.Contains("we’ve refunded the second one", told.Text, StringComparison.Ordinal);
        Assert.Contains("Your ticket remains valid.", told.Text, StringComparison.Ordinal);
        await venue.AssertMoneyMatchesStripeAsync();
    }

    // Retries if no page opens; every fourth buyer's card is declined.
    private static async Task BuyAsync(StripeVenue venue, Event show, int buyer)
    {
        var code = await venue.PlaceHoldAsync(show, "Standing", 1 + (buyer % 2));
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (await venue.StartPaymentAsync(code) is StartOutcome.Redirect page)
            {
                var session = venue.Stripe.Sessions.First(s => s.Url == page.PageUrl);
                await (buyer % 4 == 3 ? venue.Stripe.DeclineAsync(session.Id) : venue.Stripe.PayAsync(session.Id));
                return;
            }
        }
    }

    private static async Task RefundSomeAsync(StripeVenue venue)
    {
        await RunRoundsAsync(venue, 2);
        foreach (
            var id in await venue.UseAsync<TicketingDbContext, List<Guid>>(db =>
                db.Set<Order>().Where(o => o.Status == OrderStatus.Paid).OrderBy(o => o.Reference).Select(o => o.Id).ToListAsync(Ct)
            )
        )
        {
            var tickets = await venue.UseAsync<OrderQueries, IReadOnlyList<Ticketing.Features.Tickets.Ticket>>(book =>
                book.GetTicketsAsync(id, Ct)
            );
            if (tickets.Count == 2)
            {
                await venue.UseAsync<RefundOrder, RefundOutcome>(refund =>
                    refund.RefundAsync(new RefundOrderRequest(id, [tickets[0].Id], KeepBookingFee: true, ""), Ct)
                );
            }
        }
    }

    private static void AssertOneOpenPageEach(StripeVenue venue) =>
        Assert.All(
            venue.Stripe.Sessions.Where(s => s.Status == FakeSessionStatus.Open).GroupBy(s => s.Metadata["order"]),
            order => Assert.Single(order)
        );

    // Runs past the payment deadline, so that unpaid holds end.
    private static async Task RunRoundsAsync(StripeVenue venue, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await venue.RunPaymentJobsAsync(1);
            venue.Clock.Advance(TimeSpan.FromMinutes(11));
        }
    }

    private static async Task<(int Paid, int Refunded)> CountAsync(StripeVenue venue) =>
        await venue.UseAsync<TicketingDbContext, (int, int)>(async db =>
            (
                await db.Set<Order>().CountAsync(o => o.ReceiptNumber != null, Ct),
                await db.Set<Refund>().CountAsync(r => r.Status == Ticketing.Features.Payments.Refunds.RefundStatus.Succeeded, Ct)
            )
        );
}
