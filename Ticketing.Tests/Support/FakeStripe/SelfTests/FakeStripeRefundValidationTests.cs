using Stripe;
using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

public sealed class FakeStripeRefundValidationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task A_refund_must_be_positive(long amount)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(intent, amount), "parameter_invalid_integer", "amount");
        Assert.Empty(shop.Stripe.Refunds);
    }

    [Theory]
    [InlineData(0, 2501)]
    [InlineData(0, long.MaxValue)]
    [InlineData(1000, 1501)]
    [InlineData(2499, 2)]
    public async Task A_refund_cannot_exceed_the_rest(long before, long amount)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        if (before > 0)
        {
            await shop.RefundAsync(intent, before);
        }

        var refused = await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(intent, amount), null, "amount");
        Assert.Contains("is greater than unrefunded amount on charge (", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, shop.Stripe.Ledger.ForIntent(intent).Refunded);
        Assert.Equal(2500 - before, (await shop.RefundAsync(intent, 2500 - before)).Amount);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1L)]
    public async Task A_fully_refunded_payment_cannot_be_refunded_again(long? amount)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        await shop.RefundAsync(intent);
        await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(intent, amount), "charge_already_refunded", null);
        Assert.Single(shop.Stripe.Refunds);
    }

    [Fact]
    public async Task A_declined_payment_cannot_be_refunded()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreateSessionAsync();
        await shop.Stripe.DeclineAsync(session.Id);
        var intent = (await shop.GetSessionAsync(session.Id)).PaymentIntentId;
        await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(intent), null, "payment_intent");
    }

    [Fact]
    public async Task A_pending_debit_cannot_be_refunded()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreateSessionAsync();
        await shop.Stripe.PayByDebitAsync(session.Id);
        var intent = (await shop.GetSessionAsync(session.Id)).PaymentIntentId;
        await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(intent), null, "payment_intent");
        await shop.Stripe.CompleteDebitAsync(session.Id, succeeds: true);
        Assert.Equal(2500, (await shop.RefundAsync(intent)).Amount);
    }

    [Theory]
    [InlineData("pi_unknown", null, "payment_intent")]
    [InlineData(null, "ch_unknown", "charge")]
    public async Task An_unknown_payment_is_a_missing_resource(string? intent, string? charge, string param)
    {
        await using var shop = await StripeTestClient.StartAsync();
        await StripeTestClient.AssertRefusedAsync(
            () => shop.Client.V1.Refunds.CreateAsync(new() { PaymentIntent = intent, Charge = charge }, cancellationToken: Ct),
            "resource_missing",
            param
        );
    }

    [Fact]
    public async Task A_refund_is_of_a_payment_or_of_a_charge_and_not_of_both()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refunds = shop.Client.V1.Refunds;
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        var charge = (await shop.Client.V1.PaymentIntents.GetAsync(intent, cancellationToken: Ct)).LatestChargeId;
        await StripeTestClient.AssertRefusedAsync(
            () => refunds.CreateAsync(new() { Amount = 100 }, cancellationToken: Ct),
            "parameter_missing",
            null
        );
        await StripeTestClient.AssertRefusedAsync(
            () => refunds.CreateAsync(new() { PaymentIntent = intent, Charge = charge }, cancellationToken: Ct),
            "parameter_missing",
            null
        );
        Assert.Equal(intent, (await refunds.CreateAsync(new() { Charge = charge }, cancellationToken: Ct)).PaymentIntentId);
    }

    [Theory]
    [InlineData("duplicate", true)]
    [InlineData("fraudulent", true)]
    [InlineData("requested_by_customer", true)]
    [InlineData("rain", false)]
    [InlineData("expired_uncaptured_charge", false)] // only Stripe itself sets it
    public async Task Stripe_knows_three_reasons(string reason, bool isTaken)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = new RefundCreateOptions { PaymentIntent = (await shop.CreatePaidSessionAsync()).PaymentIntentId, Reason = reason };
        if (isTaken)
        {
            Assert.Equal(reason, (await shop.Client.V1.Refunds.CreateAsync(order, cancellationToken: Ct)).Reason);
            return;
        }

        var refused = await StripeTestClient.AssertRefusedAsync(
            () => shop.Client.V1.Refunds.CreateAsync(order, cancellationToken: Ct),
            null,
            "reason"
        );
        Assert.Equal("Invalid reason: must be one of duplicate, fraudulent, requested_by_customer", refused.Message);
    }

    [Fact]
    public async Task A_disputed_payment_cannot_be_refunded()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        await shop.Stripe.DisputeAsync(intent);
        await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(intent), "charge_disputed", null);
    }

    [Fact]
    public async Task An_insufficient_balance_refuses_the_refund()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        shop.Stripe.ScriptNextRefund(ScriptedRefund.Refused);
        await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(intent), "balance_insufficient", null);
        Assert.Equal(0, shop.Stripe.Ledger.ForIntent(intent).Refunded);
    }

    [Fact]
    public async Task A_refund_has_no_other_parameters()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = new RefundCreateOptions { PaymentIntent = (await shop.CreatePaidSessionAsync()).PaymentIntentId };
        order.AddExtraParam("order", "1");
        await StripeTestClient.AssertRefusedAsync(
            () => shop.Client.V1.Refunds.CreateAsync(order, cancellationToken: Ct),
            "parameter_unknown",
            "order"
        );
        Assert.Empty(shop.Stripe.Refunds);
    }
}
