using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

public static class StripeActions
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Call before first use.</summary>
    public static void UseStripe(this TicketingApp app, FakeStripeServer stripe) =>
        app.Set("Payments:Provider", "Stripe")
            .Set("Payments:Stripe:ApiBase", stripe.ApiBase)
            .Set("Payments:Stripe:Timeout", "00:00:02")
            .Set("Payments:Stripe:SecretKey", stripe.SecretKey)
            .Set("Payments:Stripe:WebhookSecret", stripe.WebhookSecret);

    public static async Task<FakeSession> OpenPaymentPageAsync(
        this StripeVenue venue,
        Event show,
        int quantity = 1,
        string category = "Standing"
    )
    {
        var code = await venue.PlaceHoldAsync(show, category, quantity);
        return await venue.OpenPaymentPageForHoldAsync(code);
    }

    public static Task<FakeSession> OpenPaymentPageForHoldAsync(this StripeVenue venue, string holdCode) =>
        venue.OpenPaymentPageForHoldAsync(holdCode, venue.Stripe);

    public static async Task<FakeSession> OpenPaymentPageForHoldAsync(this TicketingApp app, string holdCode, FakeStripeServer stripe)
    {
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(holdCode)).PageUrl;
        return stripe.Sessions.Last(session => session.Url == page);
    }

    /// <returns>The paid order.</returns>
    public static async Task<Order> PayOnlineAsync(this StripeVenue venue, Event show, int quantity = 1)
    {
        var session = await venue.OpenPaymentPageAsync(show, quantity);
        await venue.Stripe.PayAsync(session.Id);
        await venue.RunPaymentJobsAsync(1);
        return await venue.GetOrderAsync(session);
    }

    public static async Task<Order> GetOrderAsync(this StripeVenue venue, FakeSession session) =>
        (await venue.FindOrderAsync(session.ClientReferenceId!))!;

    public static async Task<Payment> GetPaymentAsync(this StripeVenue venue, FakeSession session) =>
        await venue.UseAsync<TicketingDbContext, Payment>(db =>
            db.Set<Payment>().AsNoTracking().SingleAsync(p => p.SessionId == session.Id, Ct)
        );

    /// <summary>Runs the payment jobs for several rounds while time advances.</summary>
    public static async Task RunPaymentJobsAsync(this StripeVenue venue, int rounds = 4)
    {
        for (var round = 0; round < rounds; round++)
        {
            await venue.RunJobAsync<WebhookJob>();
            venue.Clock.Advance(PaymentSettlementJob.CheckInterval);
            await venue.RunJobAsync<PaymentSettlementJob>();
            await venue.RunJobAsync<RefundJob>();
        }
    }

    /// <summary>
    /// The invariants, and: each payment and its refunds match Stripe's ledger to the minor unit, and each paid order has one receipt.
    /// </summary>
    public static Task AssertMoneyMatchesStripeAsync(this StripeVenue venue) => venue.AssertMoneyMatchesStripeAsync(venue.Stripe);

    public static async Task AssertMoneyMatchesStripeAsync(this TicketingApp venue, FakeStripeServer stripe)
    {
        await venue.AssertInvariantsAsync();
        await venue.UseAsync<TicketingDbContext>(async db =>
        {
            var payments = await db.Set<Payment>().AsNoTracking().Where(p => p.Status == PaymentStatus.Paid).ToListAsync(Ct);
            var back = (
                await db.Set<Refund>()
                    .AsNoTracking()
                    .Where(r => r.Status == Ticketing.Features.Payments.Refunds.RefundStatus.Succeeded && r.PaymentId != null)
                    .ToListAsync(Ct)
            ).ToLookup(r => r.PaymentId!.Value, r => r.Amount);
            var ledger = stripe.Ledger;
            Assert.Equal(
                stripe.Intents.Where(intent => intent.Status == FakeIntentStatus.Succeeded).Select(intent => intent.Id).Order(),
                payments.Select(p => p.Reference).Order()
            );
            Assert.All(
                payments,
                payment =>
                {
                    var sum = ledger.ForIntent(payment.Reference!);
                    Assert.Equal((payment.Amount, back[payment.Id].Sum()), (sum.Charged, sum.Refunded - sum.Returned));
                }
            );
            Assert.Equal(payments.Sum(p => p.Amount) - back.Sum(of => of.Sum()), ledger.ForCurrency("gbp").Net);
            var receipts = await db.Set<Order>().Where(o => o.ReceiptNumber != null).CountAsync(Ct);
            var mails = await db.Set<Notification>().CountAsync(n => n.Kind == ConfirmOrder.ConfirmationKind, Ct);
            Assert.Equal(
                (receipts, receipts),
                (await db.Set<Order>().CountAsync(o => o.Status == OrderStatus.Paid || o.Status == OrderStatus.Refunded, Ct), mails)
            );
        });
    }
}
