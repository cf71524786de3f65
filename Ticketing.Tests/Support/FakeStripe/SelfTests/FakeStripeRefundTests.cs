using System.Net;
using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

public sealed class FakeStripeRefundTests
{
    [Fact]
    public async Task A_payment_is_refunded_in_parts_up_to_its_amount()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync(2500)).PaymentIntentId;
        var first = await shop.RefundAsync(intent, 1000);
        Assert.Equal(("succeeded", 1000L, "gbp", intent), (first.Status, first.Amount, first.Currency, first.PaymentIntentId));
        Assert.Equal("refund-1", first.Metadata["refund"]);

        var tooMuch = await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(intent, 1501));
        Assert.Contains("greater than unrefunded amount", tooMuch.Message, StringComparison.Ordinal);

        Assert.Equal(1500, (await shop.RefundAsync(intent)).Amount);
        var done = await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(intent, 1));
        Assert.Equal((HttpStatusCode.BadRequest, "charge_already_refunded"), (done.HttpStatusCode, done.StripeError.Code));
        Assert.Equal(
            (2500L, 2500L, 0L),
            (
                shop.Stripe.Ledger.ForIntent(intent).Charged,
                shop.Stripe.Ledger.ForIntent(intent).Refunded,
                shop.Stripe.Ledger.ForIntent(intent).Net
            )
        );

        var charge = (
            await shop.Client.V1.PaymentIntents.GetAsync(
                intent,
                new() { Expand = ["latest_charge"] },
                cancellationToken: TestContext.Current.CancellationToken
            )
        ).LatestCharge;
        Assert.Equal((2500L, true), (charge.AmountRefunded, charge.Refunded));
    }

    [Fact]
    public async Task A_refund_can_be_read_again()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refund = await shop.RefundAsync((await shop.CreatePaidSessionAsync()).PaymentIntentId);
        var again = await shop.Client.V1.Refunds.GetAsync(
            refund.Id,
            new() { Expand = ["charge", "balance_transaction"] },
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Equal((refund.Amount, refund.Status), (again.Amount, again.Status));
        Assert.True(again.Charge.Refunded);
        Assert.Equal(-2500, again.BalanceTransaction.Amount);
    }

    [Fact]
    public async Task An_unpaid_payment_cannot_be_refunded()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreateSessionAsync();
        await shop.Stripe.DeclineAsync(session.Id);
        var intent = (await shop.GetSessionAsync(session.Id)).PaymentIntentId;
        Assert.Contains(
            "does not have a successful charge",
            (await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(intent))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_refund_in_the_dashboard_has_no_metadata_of_ours()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        var refund = await shop.Stripe.RefundInDashboardAsync(intent, 700);
        Assert.Empty((await shop.Client.V1.Refunds.GetAsync(refund.Id, cancellationToken: TestContext.Current.CancellationToken)).Metadata);
        Assert.Equal(700, shop.Stripe.Ledger.ForCurrency("GBP").Refunded);
    }
}
