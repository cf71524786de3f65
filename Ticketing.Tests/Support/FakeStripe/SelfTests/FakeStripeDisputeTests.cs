using Stripe;
using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

public sealed class FakeStripeDisputeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disputed_payment_leaves_the_balance_with_a_fee()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync(2500)).PaymentIntentId;
        var dispute = await shop.Stripe.DisputeAsync(intent, "product_not_received");

        var read = await shop.Client.V1.Disputes.GetAsync(
            dispute.Id,
            new() { Expand = ["charge", "payment_intent"] },
            cancellationToken: Ct
        );
        Assert.Equal(
            ("needs_response", "product_not_received", 2500L, "gbp", false),
            (read.Status, read.Reason, read.Amount, read.Currency, read.IsChargeRefundable)
        );
        Assert.Equal((intent, true), (read.PaymentIntent.Id, read.Charge.Disputed));
        Assert.Equal(shop.Clock.GetUtcNow().UtcDateTime.AddDays(7), read.EvidenceDetails.DueBy);
        var taken = Assert.Single(read.BalanceTransactions);
        Assert.Equal((-2500L, 2000L, "adjustment", "dispute"), (taken.Amount, taken.Fee, taken.Type, taken.ReportingCategory));
        Assert.Equal((2500L, 2500L), (shop.Stripe.Ledger.ForIntent(intent).Net, shop.Stripe.Ledger.ForIntent(intent).Disputed));
        Assert.Equal("charge_disputed", (await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(intent))).StripeError.Code);
        AssertEvents(shop, "created", "funds_withdrawn");
    }

    [Fact]
    public async Task A_won_dispute_returns_the_money_without_the_fee()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        var dispute = await shop.Stripe.DisputeAsync(intent);
        await shop.Stripe.SubmitEvidenceAsync(dispute.Id);
        Assert.Equal(("under_review", true), await StatusAsync(shop, dispute.Id));
        await shop.Stripe.CloseDisputeAsync(dispute.Id, won: true);

        Assert.Equal(("won", true), await StatusAsync(shop, dispute.Id));
        Assert.Equal((0L, 2058L), (shop.Stripe.Ledger.ForIntent(intent).Disputed, shop.Stripe.Ledger.ForIntent(intent).Fees));
        AssertEvents(shop, "created", "funds_withdrawn", "updated", "closed", "funds_reinstated");
        Assert.Equal("succeeded", (await shop.RefundAsync(intent)).Status);
    }

    [Fact]
    public async Task A_lost_dispute_keeps_the_money()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        var dispute = await shop.Stripe.DisputeAsync(intent, amount: 1000);
        await shop.Stripe.CloseDisputeAsync(dispute.Id, won: false);
        Assert.Equal(("lost", false), await StatusAsync(shop, dispute.Id));
        Assert.Equal(1000, shop.Stripe.Ledger.ForCurrency("gbp").Disputed);
        AssertEvents(shop, "created", "funds_withdrawn", "closed");
        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Stripe.CloseDisputeAsync(dispute.Id, won: true));
    }

    [Fact]
    public async Task An_inquiry_takes_nothing_until_it_becomes_a_dispute()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        var inquiry = await shop.Stripe.DisputeAsync(intent, isInquiry: true);
        Assert.Equal("warning_needs_response", (await StatusAsync(shop, inquiry.Id)).Status);
        Assert.Equal(0, shop.Stripe.Ledger.ForIntent(intent).Disputed);
        await shop.RefundAsync(intent, 100);

        await shop.Stripe.EscalateDisputeAsync(inquiry.Id);
        Assert.Equal("needs_response", (await StatusAsync(shop, inquiry.Id)).Status);
        Assert.Equal(2500, shop.Stripe.Ledger.ForIntent(intent).Disputed);
        AssertEvents(shop, "created", "updated", "funds_withdrawn");
    }

    [Fact]
    public async Task A_full_refund_closes_an_inquiry()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        var inquiry = await shop.Stripe.DisputeAsync(intent, isInquiry: true);
        await shop.RefundAsync(intent);
        Assert.Equal("warning_closed", (await StatusAsync(shop, inquiry.Id)).Status);
        AssertEvents(shop, "created", "closed");
    }

    [Fact]
    public async Task Disputes_are_listed_by_payment_and_period()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intents = await shop.CreatePaidIntentsAsync(3);
        foreach (var intent in intents)
        {
            await shop.Stripe.DisputeAsync(intent);
            shop.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var disputes = shop.Client.V1.Disputes;
        Assert.Equal(
            intents[1],
            Assert.Single(await disputes.ListAsync(new() { PaymentIntent = intents[1] }, cancellationToken: Ct)).PaymentIntentId
        );
        var since = new DateRangeOptions { GreaterThan = shop.Clock.GetUtcNow().UtcDateTime.AddMinutes(-3) };
        Assert.Equal(
            [intents[2], intents[1]],
            (await disputes.ListAsync(new() { Created = since }, cancellationToken: Ct)).Select(dispute => dispute.PaymentIntentId)
        );
    }

    [Fact]
    public async Task Invalid_disputes_are_refused()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var declined = await shop.CreateSessionAsync();
        await shop.Stripe.DeclineAsync(declined.Id);
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await shop.Stripe.DisputeAsync((await shop.GetSessionAsync(declined.Id)).PaymentIntentId)
        );
        var paid = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Stripe.DisputeAsync(paid, "bad_weather"));
        await shop.Stripe.DisputeAsync(paid);
        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Stripe.DisputeAsync(paid));
    }

    private static async Task<(string Status, bool Contested)> StatusAsync(StripeTestClient shop, string id)
    {
        var read = await shop.Client.V1.Disputes.GetAsync(id, cancellationToken: Ct);
        return (read.Status, read.EvidenceDetails.HasEvidence);
    }

    private static void AssertEvents(StripeTestClient shop, params string[] news) =>
        Assert.Equal(
            news.Select(one => $"charge.dispute.{one}"),
            shop.Stripe.Events.Select(happened => happened.Type).Where(type => type.StartsWith("charge.dispute.", StringComparison.Ordinal))
        );
}
