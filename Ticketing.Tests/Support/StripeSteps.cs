using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Refunds;
using Ticketing.Payments.Webhooks;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Support;

public static class StripeSteps
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Call before first use.</summary>
    public static void PaidThrough(this TicketingApp app, FakeStripeServer stripe) => app
        .Set("Payments:Provider", "Stripe").Set("Payments:Stripe:ApiBase", stripe.ApiBase).Set("Payments:Stripe:Timeout", "00:00:02")
        .Set("Payments:Stripe:SecretKey", stripe.SecretKey).Set("Payments:Stripe:WebhookSecret", stripe.WebhookSecret);

    public static async Task<FakeSession> OpenPageAsync(this StripeVenue venue, Event show, int quantity = 1, string category = "Standing")
    {
        var code = await venue.HeldAsync(show, category, quantity);
        return await venue.OpenPageOfAsync(code);
    }

    public static Task<FakeSession> OpenPageOfAsync(this StripeVenue venue, string holdCode) => venue.OpenPageOfAsync(holdCode, venue.Stripe);

    public static async Task<FakeSession> OpenPageOfAsync(this TicketingApp app, string holdCode, FakeStripeServer stripe)
    {
        var page = Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(holdCode)).PageUrl;
        return stripe.Sessions.Last(session => session.Url == page);
    }

    public static async Task<Order> OrderOfAsync(this StripeVenue venue, FakeSession session) =>
        (await venue.OrderAsync(session.ClientReferenceId!))!;

    public static async Task<Payment> PaymentOfAsync(this StripeVenue venue, FakeSession session) => await venue.UseAsync<TicketingDbContext, Payment>(
        db => db.Set<Payment>().AsNoTracking().SingleAsync(p => p.SessionId == session.Id, Ct));

    /// <summary>Runs the payment jobs for several rounds while time advances.</summary>
    public static async Task CatchUpAsync(this StripeVenue venue, int rounds = 4)
    {
        for (var round = 0; round < rounds; round++)
        {
            await venue.RunAsync<WebhookPass>();
            venue.Clock.Advance(PaymentReconciler.CheckEvery);
            await venue.RunAsync<PaymentReconciler>();
            await venue.RunAsync<RefundPass>();
        }
    }

    /// <summary>
    /// The invariants, and: each payment and its refunds match Stripe's ledger to the minor unit, and each paid order has one receipt.
    /// </summary>
    public static Task AssertMoneyAsync(this StripeVenue venue) => venue.AssertMoneyAsync(venue.Stripe);

    public static async Task AssertMoneyAsync(this TicketingApp venue, FakeStripeServer stripe)
    {
        await venue.AssertInvariantsAsync();
        await venue.UseAsync<TicketingDbContext>(async db =>
        {
            var payments = await db.Set<Payment>().AsNoTracking().Where(p => p.Status == PaymentStatus.Paid).ToListAsync(Ct);
            var back = (await db.Set<Refund>().AsNoTracking().Where(r => r.Status == Ticketing.Payments.Refunds.RefundStatus.Succeeded && r.PaymentId != null).ToListAsync(Ct))
                .ToLookup(r => r.PaymentId!.Value, r => r.Amount);
            var ledger = stripe.Ledger;
            Assert.Equal(stripe.Intents.Where(intent => intent.Status == IntentStatus.Succeeded).Select(intent => intent.Id).Order(), payments.Select(p => p.Reference).Order());
            Assert.All(payments, payment =>
            {
                var sum = ledger.Of(payment.Reference!);
                Assert.Equal((payment.Amount, back[payment.Id].Sum()), (sum.Charged, sum.Refunded - sum.Returned));
            });
            Assert.Equal(payments.Sum(p => p.Amount) - back.Sum(of => of.Sum()), ledger.In("gbp").Kept);
            var receipts = await db.Set<Order>().Where(o => o.ReceiptNumber != null).CountAsync(Ct);
            var mails = await db.Set<Notification>().CountAsync(n => n.Kind == ConfirmOrder.ConfirmationKind, Ct);
            Assert.Equal((receipts, receipts), (await db.Set<Order>().CountAsync(o => o.Status == OrderStatus.Paid || o.Status == OrderStatus.Refunded, Ct), mails));
        });
    }
}
