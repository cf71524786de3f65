using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Cancellations;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.Cancellations;

internal static class CancellationSteps
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<CancelOutcome> CancelAsync(this TicketingApp app, Event show, string message = "") =>
        app.UseAsync<CancelEvent, CancelOutcome>(cancel => cancel.CancelAsync(show.Id, message, Ct));

    public static async Task<CancellationProgress> ProgressAsync(this TicketingApp app, Event show) =>
        (await app.UseAsync<CancellationQueries, CancellationProgress?>(cancellations => cancellations.FindAsync(show.Id, Ct)))!;

    /// <summary>Runs all jobs, as often as needed.</summary>
    public static async Task RunAllJobsAsync(this TicketingApp app)
    {
        for (var round = 0; round < 3; round++)
        {
            app.Clock.Advance(PaymentSettlementJob.CheckInterval);
            await app.RunJobAsync<PaymentSettlementJob>();
            await app.RunJobAsync<CancellationJob>();
            await app.RunJobAsync<RefundJob>();
        }

        await app.RunJobAsync<OrderExpiryJob>();
    }

    public static Task AssertFullyRefundedAsync(this TicketingApp app, Event show) =>
        app.UseAsync<TicketingDbContext>(async db =>
        {
            var now = await app.UseAsync<EventCatalogue, Event>(catalogue => catalogue.GetAsync(show.Id, Ct));
            Assert.Equal((EventStatus.Cancelled, 0, 0), (now.Status, now.Sold, now.Held));
            Assert.False(
                await db.Set<Hold>()
                    .AnyAsync(h => h.EventId == show.Id && (h.Status == HoldStatus.Live || h.Status == HoldStatus.InPayment), Ct)
            );
            var orders = await db.Set<Order>().Where(o => o.EventId == show.Id).ToListAsync(Ct);
            Assert.DoesNotContain(orders, o => o.Status is OrderStatus.Paid or OrderStatus.Pending);
            var ids = orders.Select(o => o.Id).ToList();
            var paid = await db.Set<Payment>().Where(p => ids.Contains(p.OrderId) && p.Status == PaymentStatus.Paid).ToListAsync(Ct);
            Assert.All(paid, payment => Assert.Equal(payment.Amount, payment.Refunded));
            await Invariants.AssertAsync(db, show.Id);
        });
}
