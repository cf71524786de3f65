using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

public sealed class FakeStripeRefundFailureTests
{
    [Fact]
    public async Task A_refund_can_take_days()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        shop.Stripe.ScriptNextRefund(ScriptedRefund.Pending);
        var refund = await shop.RefundAsync(intent, 700);
        Assert.Equal("pending", refund.Status);
        Assert.Equal("charge_already_refunded", (await RefundRestAsync(shop, intent)).Code);

        await shop.Stripe.CompleteRefundAsync(refund.Id);
        Assert.Equal("succeeded", await StatusAsync(shop, refund.Id));
        AssertEvents(
            shop,
            "refund.created",
            "charge.refunded",
            "refund.created",
            "charge.refunded",
            "refund.updated",
            "charge.refund.updated"
        );
    }

    [Fact]
    public async Task A_refund_that_succeeded_can_fail_days_later_and_the_money_is_back()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        var refund = await shop.RefundAsync(intent, 700);
        await shop.Stripe.FailRefundAsync(refund.Id, "lost_or_stolen_card");

        var read = await shop.Client.V1.Refunds.GetAsync(
            refund.Id,
            new() { Expand = ["failure_balance_transaction"] },
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Equal(
            ("failed", "lost_or_stolen_card", 700L, "refund_failure"),
            (read.Status, read.FailureReason, read.FailureBalanceTransaction.Amount, read.FailureBalanceTransaction.Type)
        );
        var sum = shop.Stripe.Ledger.ForIntent(intent);
        Assert.Equal((2500L, 700L, 700L, 2500L), (sum.Charged, sum.Refunded, sum.Returned, sum.Net));
        AssertEvents(shop, "refund.created", "charge.refunded", "refund.updated", "charge.refund.updated", "refund.failed");
        Assert.Equal(2500, (await shop.RefundAsync(intent)).Amount);
    }

    [Fact]
    public async Task A_refund_can_fail_at_once()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        shop.Stripe.ScriptNextRefund(ScriptedRefund.Failed);
        Assert.Equal("failed", (await shop.RefundAsync(intent)).Status);
        Assert.Equal("succeeded", (await shop.RefundAsync(intent)).Status);
    }

    [Fact]
    public async Task A_refund_can_be_refused_and_its_key_remembers()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        shop.Stripe.ScriptNextRefund(ScriptedRefund.Refused);
        Assert.Equal(
            "balance_insufficient",
            (await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(intent, key: "rf:1"))).StripeError.Code
        );
        await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(intent, key: "rf:1"));
        Assert.Empty(shop.Stripe.Refunds);
        Assert.Equal("succeeded", (await shop.RefundAsync(intent, key: "rf:2")).Status);
    }

    [Fact]
    public async Task Refunds_and_payable_sessions_are_counted_by_the_ids_of_the_product()
    {
        await using var shop = await StripeTestClient.StartAsync();
        await shop.CreateSessionAsync();
        var expired = await shop.CreateSessionAsync();
        await shop.Sessions.ExpireAsync(expired.Id, cancellationToken: TestContext.Current.CancellationToken);
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        await shop.RefundAsync(intent, 100);
        await shop.RefundAsync(intent, 100);
        await shop.Stripe.RefundInDashboardAsync(intent, 100);

        Assert.Single(shop.Stripe.OpenSessionsBy("order")["order-1"]);
        Assert.Single(shop.Stripe.PaidBy("order")["order-1"]);
        Assert.Equal(
            ("refund-1", 2),
            (Assert.Single(shop.Stripe.RefundsBy("refund")).Key, shop.Stripe.RefundsBy("refund")["refund-1"].Count())
        );
        shop.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(shop.Stripe.OpenSessionsBy("order"));
    }

    // Refunds the rest, after which nothing is left.
    private static async Task<Stripe.StripeError> RefundRestAsync(StripeTestClient shop, string intent)
    {
        Assert.Equal(1800, (await shop.RefundAsync(intent)).Amount);
        return (await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(intent, 1))).StripeError;
    }

    private static async Task<string> StatusAsync(StripeTestClient shop, string id) =>
        (await shop.Client.V1.Refunds.GetAsync(id, cancellationToken: TestContext.Current.CancellationToken)).Status;

    private static void AssertEvents(StripeTestClient shop, params string[] types) =>
        Assert.Equal(
            types,
            shop.Stripe.Events.Select(happened => happened.Type).Where(type => type.Contains("refund", StringComparison.Ordinal))
        );
}
