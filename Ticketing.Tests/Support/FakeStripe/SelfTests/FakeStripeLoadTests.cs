using System.Diagnostics;
using System.Net;
using Stripe;
using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

/// <summary>The fake must not be the bottleneck of the tests that use it.</summary>
public sealed class FakeStripeLoadTests(ITestOutputHelper output)
{
    private const int Parallelism = 64;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thousands_of_sessions_are_opened_paid_and_half_of_them_refunded()
    {
        var count = TestScale.Count(shortRun: 400, full: 2_000);
        await using var shop = await StripeTestClient.StartAsync();
        using var buyers = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = Parallelism });
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = Ct },
            async (buyer, _) => await BuyAsync(shop, buyers, buyer)
        );
        output.WriteLine(
            $"{count} sessions opened, paid and half of them paid back, {Parallelism} at once: {watch.ElapsedMilliseconds} ms."
        );

        long[] charged = [.. Enumerable.Range(0, count).Select(PriceOf)];
        long[] refunded = [.. Enumerable.Range(0, count).Select(RefundOf).Where(amount => amount > 0)];
        var sum = shop.Stripe.Ledger.ForCurrency("gbp");
        Assert.Equal(new LedgerTotals(charged.Sum(), refunded.Sum(), 0, 0, charged.Sum(FeeOf)), sum);
        Assert.Equal(
            (count, count, count / 2),
            (shop.Stripe.Sessions.Count(session => session.IsPaid), shop.Stripe.Charges.Count, shop.Stripe.Refunds.Count)
        );
        var paid = shop.Stripe.PaidBy("order");
        Assert.All(Enumerable.Range(0, count), buyer => Assert.Single(paid[OrderOf(buyer)]));
        await AssertStatementAddsUpAsync(shop, count + refunded.Length, sum);
    }

    private static async Task BuyAsync(StripeTestClient shop, HttpClient buyers, int buyer)
    {
        var order = shop.CreateSessionOptions(PriceOf(buyer));
        order.PaymentIntentData.Metadata["order"] = OrderOf(buyer);
        var session = await shop.CreateSessionAsync(order, $"co:{buyer}:1");
        using var pressed = await buyers.PostAsync(session.Url, new FormUrlEncodedContent([KeyValuePair.Create("button", "pay")]), Ct);
        Assert.Equal(HttpStatusCode.SeeOther, pressed.StatusCode);
        var paid = await shop.GetSessionAsync(session.Id);
        Assert.Equal(("paid", PriceOf(buyer)), (paid.PaymentStatus, paid.AmountTotal));
        if (RefundOf(buyer) is > 0 and var amount)
        {
            Assert.Equal(amount, (await shop.RefundAsync(paid.PaymentIntentId, amount, $"rf:{buyer}:1")).Amount);
        }
    }

    // Line by line over HTTP, as the account's owner would check it.
    private async Task AssertStatementAddsUpAsync(StripeTestClient shop, int lines, LedgerTotals sum)
    {
        var watch = Stopwatch.StartNew();
        List<BalanceTransaction> statement = [];
        await foreach (var line in shop.Client.V1.BalanceTransactions.ListAutoPagingAsync(new() { Limit = 100 }, cancellationToken: Ct))
        {
            statement.Add(line);
        }

        output.WriteLine($"{statement.Count} lines of its statement: {watch.ElapsedMilliseconds} ms.");
        Assert.Equal(lines, statement.DistinctBy(line => line.Id).Count());
        Assert.Equal((lines, sum.Net - sum.Fees), (statement.Count, statement.Sum(line => line.Net)));
        var balance = await shop.Client.V1.Balance.GetAsync(cancellationToken: Ct);
        Assert.Equal(sum.Net - sum.Fees, balance.Available.Sum(part => part.Amount) + balance.Pending.Sum(part => part.Amount));
    }

    private static string OrderOf(int buyer) => $"order-{buyer}";

    private static long PriceOf(int buyer) => 1000 + (buyer * 7);

    /// <summary>Every second buyer gets a full or partial refund.</summary>
    private static long RefundOf(int buyer) =>
        buyer % 4 == 0 ? PriceOf(buyer)
        : buyer % 4 == 2 ? 300
        : 0;

    private static long FeeOf(long amount) => (((amount * 15) + 500) / 1000) + 20;
}
