using Microsoft.EntityFrameworkCore;
using Ticketing.Cancellations;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Refunds;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Cancellations;

internal static class Cancelling
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<CancelOutcome> CancelAsync(this TicketingApp app, Event show, string message = "") =>
        app.UseAsync<CancelEvent, CancelOutcome>(cancel => cancel.CancelAsync(show.Id, message, Ct));

    public static async Task<CancellationProgress> ProgressAsync(this TicketingApp app, Event show) =>
        (await app.UseAsync<CancellationBook, CancellationProgress?>(cancellations => cancellations.FindAsync(show.Id, Ct)))!;

    /// <summary>Runs all jobs, as often as needed.</summary>
    public static async Task WorkOffAsync(this TicketingApp app)
    {
        for (var round = 0; round < 3; round++)
        {
            app.Clock.Advance(PaymentReconciler.CheckEvery);
            await app.RunAsync<PaymentReconciler>();
            await app.RunAsync<CancellationPass>();
            await app.RunAsync<RefundPass>();
        }

        await app.RunAsync<OrderUpkeep>();
    }

    public static Task AssertAllGaveBackAsync(this TicketingApp app, Event show) => app.UseAsync<TicketingDbContext>(async db =>
    {
        var now = await app.UseAsync<Catalogue, Event>(catalogue => catalogue.GetAsync(show.Id, Ct));
        Assert.Equal((EventStatus.Cancelled, 0, 0), (now.Status, now.Sold, now.Held));
        Assert.False(await db.Set<Hold>().AnyAsync(h => h.EventId == show.Id && (h.Status == HoldStatus.Live || h.Status == HoldStatus.InPayment), Ct));
        var orders = await db.Set<Order>().Where(o => o.EventId == show.Id).ToListAsync(Ct);
        Assert.DoesNotContain(orders, o => o.Status is OrderStatus.Paid or OrderStatus.Pending);
        var ids = orders.Select(o => o.Id).ToList();
        var paid = await db.Set<Payment>().Where(p => ids.Contains(p.OrderId) && p.Status == PaymentStatus.Paid).ToListAsync(Ct);
        Assert.All(paid, payment => Assert.Equal(payment.Amount, payment.Refunded));
        await Invariants.AssertAsync(db, show.Id);
    });
}
