using Microsoft.EntityFrameworkCore;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Cancellations;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Features.BulkOrders;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Refunds;

/// <summary>Runs kill -9 on two real processes at random while they refund, and restarts them. The fake Stripe outlives them.</summary>
public sealed class RefundKillTests(ITestOutputHelper output)
{
    private const int Seed = 20261129;

    private readonly Random random = new(Seed);
    private readonly List<int> killed = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task Two_killed_processes_refund_a_cancelled_event_and_ticked_orders_once_and_tell_each_buyer()
    {
        var (orders, kills) = (TestScale.Count(shortRun: 8, full: 400), TestScale.Count(shortRun: 1, full: 40));
        await using var stripe = await FakeStripeServer.StartAsync();
        await using var smtp = new FakeSmtpServer();
        await using var venue = new TicketingApp(DatabaseProvider.Postgres);
        venue.UseStripe(stripe);
        venue.Clock.AdjustTime(TimeProvider.System.GetUtcNow());
        var (cancelled, other, bulk) = (
            await SellAsync(venue, stripe, orders),
            await SellAsync(venue, stripe, orders / 2),
            await SellAsync(venue, stripe, orders / 2)
        );
        await venue.UseAsync<TicketingDbContext>(MarkMailSentAsync);
        stripe.Faults.SlowDuration = TimeSpan.FromMilliseconds(100);
        stripe.Faults.FailRandomly(Seed, probability: 1, Fault.Slow);
        (string, string)[] settings =
        [
            .. stripe.ProgramSettings,
            ("Payments__Stripe__Timeout", "00:00:02"),
            .. smtp.ProgramSettings,
            ("Notifications__PollInterval", "00:00:00.5"),
        ];
        var programs = Enumerable.Range(0, 2).Select(_ => RestartedProgram.Start(new KillableProgram(venue, settings), Ct)).ToList();
        try
        {
            await Task.WhenAll(programs.Select(program => program.Started));
            await venue.CancelAsync(cancelled.Show);
            await venue.StartBulkAsync(BulkAction.Refund, BulkSteps.AllOf(bulk.Show.Id));
            foreach (var order in other.Orders)
            {
                await venue.StartRefundAsync(order, 1);
            }

            var refundCount = cancelled.Orders.Count + other.Orders.Count + bulk.Orders.Count;
            await KillAsync(programs, venue, stripe, kills, refundCount);
            await SettledAsync(venue, refundCount);
        }
        finally
        {
            await Task.WhenAll(programs.Select(program => program.EndAsync()));
        }

        await venue.AssertFullyRefundedAsync(cancelled.Show);
        var refunds = await AssertRefundedOnceAsync(venue, stripe);
        IReadOnlyList<Order> all = [.. cancelled.Orders, .. other.Orders, .. bulk.Orders];
        Assert.Equal(all.Select(order => order.Id).Order(), refunds.Select(refund => refund.OrderId).Order());
        await AssertToldAsync(venue, smtp, all, kills);
        output.WriteLine(
            $"{kills} kills, seed {Seed}: {refunds.Count} refunds, {refunds.Count(r => r.Attempts > 1)} of them tried again; "
                + $"{smtp.Received.Count} mails"
        );
    }

    private static async Task<(Event Show, IReadOnlyList<Order> Orders)> SellAsync(TicketingApp venue, FakeStripeServer stripe, int orders)
    {
        var show = await venue.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1_000));
        for (var i = 0; i < orders; i++)
        {
            var session = await venue.OpenPaymentPageForHoldAsync(await venue.PlaceHoldAsync(show, "Standing", 2), stripe);
            await stripe.PayAsync(session.Id);
        }

        venue.Clock.Advance(PaymentSettlementJob.CheckInterval);
        for (var settled = 0; settled < orders; settled += 100)
        {
            await venue.RunJobAsync<PaymentSettlementJob>();
        }

        var sold = await venue.UseAsync<TicketingDbContext, List<Order>>(db =>
            db.Set<Order>().AsNoTracking().Where(o => o.EventId == show.Id && o.Status == OrderStatus.Paid).ToListAsync(Ct)
        );
        Assert.Equal(orders, sold.Count);
        return (show, sold);
    }

    // Their tickets would have to be drawn.
    private static Task<int> MarkMailSentAsync(TicketingDbContext db) =>
        db.WriteAsync(
            () =>
                db.Set<Notification>()
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(n => n.Status, NotificationStatus.Sent)
                                .SetProperty(n => n.SentAt, TimeProvider.System.GetUtcNow()),
                        Ct
                    ),
            ct: Ct
        );

    private static async Task<List<Refund>> AssertRefundedOnceAsync(TicketingApp venue, FakeStripeServer stripe)
    {
        await venue.AssertMoneyMatchesStripeAsync(stripe);
        var refunds = await venue.UseAsync<TicketingDbContext, List<Refund>>(db => db.Set<Refund>().AsNoTracking().ToListAsync(Ct));
        Assert.Equal(
            refunds.Select(r => (r.ProviderReference!, r.Id.ToString(), r.Amount)).Order(),
            stripe.Refunds.Select(r => (r.Id, r.Metadata["refund"], r.Amount)).Order()
        );
        return refunds;
    }

    /// <summary>Spreads the kills over the work.</summary>
    private async Task KillAsync(List<RestartedProgram> programs, TicketingApp venue, FakeStripeServer stripe, int kills, int refunds)
    {
        for (var kill = 1; kill <= kills; kill++)
        {
            for (var waited = 0; stripe.Refunds.Count < refunds * kill / (kills + 1) || !programs.Exists(p => p.IsUp); waited++)
            {
                Assert.True(waited < 12_000, "Nothing is refunded.");
                await Task.Delay(10, Ct);
            }

            // Often in the moment that matters: Stripe has refunded, and the process does not know it.
            stripe.Faults.FailNext(ApiRoute.CreateRefund, Fault.TimeoutAfter, times: random.Next(1, 3));
            await Task.Delay(random.Next(0, 300), Ct);
            var up = programs.Where(program => program.IsUp).ToList();
            killed.Add(await up[random.Next(up.Count)].KillAsync(Ct));
            await ExpireLeasesAsync(venue);
        }
    }

    // Simulates the passing of time. A refund that the other process is working on may be requested twice: its key allows that.
    private async Task ExpireLeasesAsync(TicketingApp venue)
    {
        await venue.ExpireMailLeasesAsync(killed);
        await venue.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Refund>()
                        .Where(r => r.Status == RefundStatus.Pending)
                        .ExecuteUpdateAsync(set => set.SetProperty(r => r.NextTryAt, DateTimeOffset.UnixEpoch), Ct),
                ct: Ct
            )
        );
    }

    // Leases expire again and again, because statements of a killed process may still be executed after its death.
    private async Task SettledAsync(TicketingApp venue, int refunds)
    {
        for (var waited = 0; !await venue.UseAsync<TicketingDbContext, bool>(IsSettledAsync); waited++)
        {
            Assert.True(waited < 240, "The work is not done after two minutes.");
            await Task.Delay(500, Ct);
            await ExpireLeasesAsync(venue);
        }

        async Task<bool> IsSettledAsync(TicketingDbContext db) =>
            await db.Set<CancellationRun>().AllAsync(run => run.FinishedAt != null, Ct)
            && await db.Set<BulkRun>().AllAsync(run => run.FinishedAt != null, Ct)
            && await db.Set<Refund>().CountAsync(r => r.Status == RefundStatus.Succeeded, Ct) == refunds
            && await Notices(db).AllAsync(n => n.Status == NotificationStatus.Sent, Ct);
    }

    private static async Task AssertToldAsync(TicketingApp venue, FakeSmtpServer smtp, IEnumerable<Order> orders, int kills)
    {
        var notices = await venue.UseAsync<TicketingDbContext, List<Notification>>(db => Notices(db).ToListAsync(Ct));
        Assert.Equal(orders.Select(o => (Guid?)o.Id).Order(), notices.Select(n => n.OrderId).Order());
        Assert.Equal(notices.Count, notices.DistinctBy(n => n.DedupeKey).Count());
        var arrived = smtp.Received.CountBy(mail => mail.Message.MessageId!).ToDictionary();
        Assert.Equal(notices.Select(n => n.MessageId!).Order(), arrived.Keys.Order());

        // Only a killed process's current mail may repeat.
        Assert.InRange(smtp.Received.Count - arrived.Count, 0, kills);
    }

    private static IQueryable<Notification> Notices(TicketingDbContext db) =>
        db.Set<Notification>()
            .AsNoTracking()
            .Where(n => n.Kind == ProcessCancellationEntry.NoticeKind || n.Kind == SettleRefund.NoticeKind);
}
