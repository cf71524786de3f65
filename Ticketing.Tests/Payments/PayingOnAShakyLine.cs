using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Payments;

public sealed class PayingOnAShakyLine(ITestOutputHelper output)
{
    private const int Seed = 4711;
    private const int Parallelism = 32;

    // Fewer faults in the full run: each unanswered call costs real seconds.
    private static readonly double Trouble = Proofs.InFull ? 0.05 : 0.2;

    private static readonly Fault[] Faults =
        [Fault.ResetBefore, Fault.ResetAfter, Fault.ErrorBefore, Fault.ErrorAfter, Fault.ErrorInstead, Fault.Conflict, Fault.TooManyRequests, Fault.SilenceAfter];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task One_page_per_order_one_charge_and_one_refund_come_out_of_it(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        venue.Set("Payments:Stripe:Timeout", "00:00:01");
        venue.Listening();
        var count = Proofs.Count(shortRun: 16, full: 2_000);
        var show = await venue.PublishAsync(new TypeDraft("Standing", 1400, count * 2));
        venue.Stripe.Faults.Randomly(Seed, Trouble, Faults);

        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = Ct }, async (buyer, _) => await BuyAsync(venue, show, buyer));
        await RefundSomeAsync(venue);
        await PassAsync(venue, 2);
        AssertOneOpenPageEach(venue);
        venue.Stripe.Faults.Stop();
        await PassAsync(venue, 10 + (count / 50));

        var (paid, refunded) = await CountAsync(venue);
        output.WriteLine($"{count} orders, {paid} paid, {refunded} refunded, faults {string.Join(", ", venue.Stripe.Faults.Done.Select(f => $"{f.Key} {f.Value}"))}, seed {Seed}");
        Assert.InRange(paid, count / 4, count);
        Assert.All(venue.Stripe.Sessions.Where(s => s.IsPaid).GroupBy(s => s.Metadata["order"]), order => Assert.Single(order));
        Assert.All(venue.Stripe.Refunds.Where(r => r.Status == Support.FakeStripe.RefundStatus.Succeeded).GroupBy(r => r.Metadata["refund"]), refund => Assert.Single(refund));
        await venue.AssertMoneyAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Pay_pressed_twenty_times_charges_once(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var code = await venue.HeldAsync(await venue.PublishAsync(), "Standing", 2);

        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => venue.StartPaymentAsync(code))));

        var session = Assert.Single(venue.Stripe.Sessions);
        Assert.All(pages, page => Assert.Equal(new StartOutcome.PayAt(session.Url), page));
        await venue.Stripe.PayAsync(session.Id);
        await venue.CatchUpAsync();
        Assert.Equal(3000, venue.Stripe.Ledger.In("gbp").Charged);
        await venue.AssertMoneyAsync();
    }

    [Theory, OnBothDatabases]
    public async Task What_is_paid_after_the_hold_ended_is_a_ticket_or_goes_back_once(DatabaseProvider database)
    {
        await using var venue = (await StripeVenue.OpenAsync(database)).Listening();
        var count = Proofs.Count(shortRun: 30, full: 300);
        var show = await venue.PublishAsync(new TypeDraft("Standing", 1400, count));
        var sessions = new List<FakeSession>();
        for (var i = 0; i < count; i++)
        {
            sessions.Add(await venue.OpenPageAsync(show));
        }

        venue.Clock.Advance(TimeSpan.FromMinutes(30));
        await PassAsync(venue, 1 + (count / 100));
        Assert.Equal(0, (await venue.ReadAsync(show)).Held);
        var others = await venue.HeldAsync(show, "Standing", Math.Min(10, count / 2));
        await Parallel.ForEachAsync(sessions, Ct, async (session, _) => await venue.Stripe.ForcePaidAsync(session.Id));
        await PassAsync(venue, 4);

        var left = count - Math.Min(10, count / 2);
        output.WriteLine($"{count} payments after the end of their holds for {left} places");
        Assert.NotEmpty(others);
        Assert.Equal((left, count - left), await CountAsync(venue));
        Assert.Equal((count - left) * 1500, venue.Stripe.Ledger.In("gbp").Refunded);
        Assert.Equal(count - left, await venue.UseAsync<TicketingDbContext, int>(db => db.Set<Notification>().CountAsync(n => n.Kind == SettleRefund.NoticeKind, Ct)));
        await venue.AssertMoneyAsync();
    }

    [Theory]
    [OnBothDatabases(true)]
    [OnBothDatabases(false)]
    public async Task A_payment_that_takes_days_gives_tickets_only_when_it_succeeds(DatabaseProvider database, bool succeeds)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        venue.Set("Payments:Stripe:DelayedMethods", "true");
        venue.Listening();
        var show = await venue.PublishAsync(new TypeDraft("Standing", 1400, 1));
        var code = await venue.HeldAsync(show, "Standing", 1);
        var session = await venue.OpenPageOfAsync(code);
        await venue.Stripe.PayLaterAsync(session.Id);
        for (var day = 0; day < 5; day++)
        {
            await PassAsync(venue, 1);
            venue.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal((OrderStatus.Pending, 1), ((await venue.OrderOfAsync(session)).Status, (await venue.ReadAsync(show)).Held));
        Assert.NotNull((await venue.PaymentOfAsync(session)).ProcessingSince);
        Assert.IsType<StartOutcome.NothingDue>(await venue.StartPaymentAsync(code));
        await venue.Stripe.SettleLaterAsync(session.Id, succeeds);
        await PassAsync(venue, 2);

        var type = (await venue.ReadAsync(show)).TicketTypes.Single();
        Assert.Equal(succeeds ? (0, 1) : (0, 0), (type.Held, type.Sold));
        var order = await venue.OrderOfAsync(session);
        Assert.Equal(succeeds, order.Status == OrderStatus.Paid);
        Assert.Equal([succeeds ? ConfirmOrder.ConfirmationKind : SettlePayment.FailedKind], await venue.ToldAsync(order));
        await venue.AssertMoneyAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_pages_that_are_both_paid_one_payment_goes_back(DatabaseProvider database)
    {
        await using var venue = (await StripeVenue.OpenAsync(database)).Listening();
        var code = await venue.HeldAsync(await venue.PublishAsync(), "Standing", 1);
        var first = await venue.OpenPageOfAsync(code);
        await venue.UseAsync<SettlePayment>(async settle => await settle.CloseAsync(await venue.PaymentOfAsync(first), Ct));
        var second = await venue.OpenPageOfAsync(code);

        await venue.Stripe.PayAsync(second.Id);
        await venue.Stripe.ForcePaidAsync(first.Id);
        await PassAsync(venue, 4);

        Assert.Equal(OrderStatus.Paid, (await venue.OrderOfAsync(second)).Status);
        Assert.Equal((3000, 1500), (venue.Stripe.Ledger.In("gbp").Charged, venue.Stripe.Ledger.In("gbp").Kept));
        var told = await venue.RefundMailAsync(await venue.OrderOfAsync(second));
        Assert.Contains("we have refunded the second", told.Text, StringComparison.Ordinal);
        Assert.Contains("Your ticket stays valid.", told.Text, StringComparison.Ordinal);
        await venue.AssertMoneyAsync();
    }

    // Retries if no page opens; every fourth buyer's card is declined.
    private static async Task BuyAsync(StripeVenue venue, Event show, int buyer)
    {
        var code = await venue.HeldAsync(show, "Standing", 1 + (buyer % 2));
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (await venue.StartPaymentAsync(code) is StartOutcome.PayAt page)
            {
                var session = venue.Stripe.Sessions.First(s => s.Url == page.PageUrl);
                await (buyer % 4 == 3 ? venue.Stripe.DeclineAsync(session.Id) : venue.Stripe.PayAsync(session.Id));
                return;
            }
        }
    }

    private static async Task RefundSomeAsync(StripeVenue venue)
    {
        await PassAsync(venue, 2);
        foreach (var id in await venue.UseAsync<TicketingDbContext, List<Guid>>(db => db.Set<Order>().Where(o => o.Status == OrderStatus.Paid).OrderBy(o => o.Reference).Select(o => o.Id).ToListAsync(Ct)))
        {
            var tickets = await venue.UseAsync<OrderBook, IReadOnlyList<Ticketing.Tickets.Ticket>>(book => book.TicketsAsync(id, Ct));
            if (tickets.Count == 2)
            {
                await venue.UseAsync<RefundOrder, RefundOutcome>(refund => refund.RefundAsync(new RefundWish(id, [tickets[0].Id], KeepBookingFee: true, ""), Ct));
            }
        }
    }

    private static void AssertOneOpenPageEach(StripeVenue venue) => Assert.All(
        venue.Stripe.Sessions.Where(s => s.Status == SessionStatus.Open).GroupBy(s => s.Metadata["order"]), order => Assert.Single(order));

    // Runs past the payment deadline, so that unpaid holds end.
    private static async Task PassAsync(StripeVenue venue, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await venue.CatchUpAsync(1);
            venue.Clock.Advance(TimeSpan.FromMinutes(11));
        }
    }

    private static async Task<(int Paid, int Refunded)> CountAsync(StripeVenue venue) => await venue.UseAsync<TicketingDbContext, (int, int)>(async db => (
        await db.Set<Order>().CountAsync(o => o.ReceiptNumber != null, Ct),
        await db.Set<Refund>().CountAsync(r => r.Status == Ticketing.Payments.Refunds.RefundStatus.Succeeded, Ct)));
}
