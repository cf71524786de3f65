using System.Net;
using Xunit;

namespace Ticketing.Tests.Payments.TheDouble;

public sealed class PayingBack
{
    [Fact]
    public async Task A_payment_is_paid_back_in_parts_and_no_further()
    {
        await using var shop = await Shop.OpenAsync();
        var intent = (await shop.CreatePaidAsync(2500)).PaymentIntentId;
        var first = await shop.RefundAsync(intent, 1000);
        Assert.Equal(("succeeded", 1000L, "gbp", intent), (first.Status, first.Amount, first.Currency, first.PaymentIntentId));
        Assert.Equal("refund-1", first.Metadata["refund"]);

        var tooMuch = await Shop.RefusedAsync(() => shop.RefundAsync(intent, 1501));
        Assert.Contains("greater than unrefunded amount", tooMuch.Message, StringComparison.Ordinal);

        Assert.Equal(1500, (await shop.RefundAsync(intent)).Amount);
        var done = await Shop.RefusedAsync(() => shop.RefundAsync(intent, 1));
        Assert.Equal((HttpStatusCode.BadRequest, "charge_already_refunded"), (done.HttpStatusCode, done.StripeError.Code));
        Assert.Equal((2500L, 2500L, 0L), (shop.Stripe.Ledger.Of(intent).Charged, shop.Stripe.Ledger.Of(intent).Refunded, shop.Stripe.Ledger.Of(intent).Kept));

        var charge = (await shop.Client.V1.PaymentIntents.GetAsync(intent, new() { Expand = ["latest_charge"] }, cancellationToken: TestContext.Current.CancellationToken)).LatestCharge;
        Assert.Equal((2500L, true), (charge.AmountRefunded, charge.Refunded));
    }

    [Fact]
    public async Task A_refund_can_be_asked_for_again()
    {
        await using var shop = await Shop.OpenAsync();
        var refund = await shop.RefundAsync((await shop.CreatePaidAsync()).PaymentIntentId);
        var again = await shop.Client.V1.Refunds.GetAsync(refund.Id, new() { Expand = ["charge", "balance_transaction"] }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((refund.Amount, refund.Status), (again.Amount, again.Status));
        Assert.True(again.Charge.Refunded);
        Assert.Equal(-2500, again.BalanceTransaction.Amount);
    }

    [Fact]
    public async Task What_was_not_paid_is_not_paid_back()
    {
        await using var shop = await Shop.OpenAsync();
        var session = await shop.CreateAsync();
        await shop.Stripe.DeclineAsync(session.Id);
        var intent = (await shop.GetAsync(session.Id)).PaymentIntentId;
        Assert.Contains("does not have a successful charge", (await Shop.RefusedAsync(() => shop.RefundAsync(intent))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refund_in_the_dashboard_has_no_metadata_of_ours()
    {
        await using var shop = await Shop.OpenAsync();
        var intent = (await shop.CreatePaidAsync()).PaymentIntentId;
        var refund = await shop.Stripe.RefundInDashboardAsync(intent, 700);
        Assert.Empty((await shop.Client.V1.Refunds.GetAsync(refund.Id, cancellationToken: TestContext.Current.CancellationToken)).Metadata);
        Assert.Equal(700, shop.Stripe.Ledger.In("GBP").Refunded);
    }
}
