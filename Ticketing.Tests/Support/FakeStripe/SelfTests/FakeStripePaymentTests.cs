using System.Net;
using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

public sealed class FakeStripePaymentTests
{
    private static readonly string[] AllExpansions = ["payment_intent.latest_charge.balance_transaction", "line_items"];

    [Fact]
    public async Task A_paid_session_leads_to_its_intent_charge_and_fee()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var paid = await shop.CreatePaidSessionAsync(2500);
        Assert.StartsWith("pi_", paid.PaymentIntentId, StringComparison.Ordinal);
        Assert.Null(paid.PaymentIntent);

        var session = await shop.GetSessionAsync(paid.Id, AllExpansions);
        Assert.Equal(("complete", "paid", null), (session.Status, session.PaymentStatus, session.Url));
        var intent = session.PaymentIntent;
        Assert.Equal(("succeeded", 2500L, "gbp", "Blue Room"), (intent.Status, intent.AmountReceived, intent.Currency, intent.Description));
        Assert.Equal("order-1", intent.Metadata["order"]);
        Assert.Equal(
            ("visa", "4242"),
            (intent.LatestCharge.PaymentMethodDetails.Card.Brand, intent.LatestCharge.PaymentMethodDetails.Card.Last4)
        );
        Assert.Equal(
            (2500L, 58L, 2442L),
            (
                intent.LatestCharge.BalanceTransaction.Amount,
                intent.LatestCharge.BalanceTransaction.Fee,
                intent.LatestCharge.BalanceTransaction.Net
            )
        );
        Assert.Equal("Standing", Assert.Single(session.LineItems.Data).Description);
    }

    [Fact]
    public async Task Invalid_expansions_are_refused()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreatePaidSessionAsync();
        Assert.Contains(
            "payment_intent.colour",
            (await StripeTestClient.AssertRefusedAsync(() => shop.GetSessionAsync(session.Id, "payment_intent.colour"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_page_takes_a_payment_and_sends_the_buyer_back()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreateSessionAsync(shop.CreateSessionOptions(1250, quantity: 2));
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });

        var page = await browser.GetStringAsync(session.Url, TestContext.Current.CancellationToken);
        Assert.Contains("No money moves", page, StringComparison.Ordinal);
        Assert.Contains("Standing", page, StringComparison.Ordinal);
        Assert.Contains("25.00 GBP", page, StringComparison.Ordinal);

        var paid = await PressAsync(browser, session.Url, "pay");
        Assert.Equal(HttpStatusCode.SeeOther, paid.StatusCode);
        Assert.Equal($"https://tickets.example/payments/return/abc?session={session.Id}", paid.Headers.Location?.ToString());
        Assert.Equal("paid", (await shop.GetSessionAsync(session.Id)).PaymentStatus);
    }

    [Fact]
    public async Task A_declined_card_leaves_the_session_open_and_says_so()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreateSessionAsync();
        using var browser = new HttpClient();
        var declined = await PressAsync(browser, session.Url, "decline");
        Assert.Contains(
            "Your card was declined",
            await declined.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );

        var after = await shop.GetSessionAsync(session.Id, "payment_intent");
        Assert.Equal(("open", "unpaid", "requires_payment_method"), (after.Status, after.PaymentStatus, after.PaymentIntent.Status));
        Assert.Equal(0, shop.Stripe.Ledger.ForCurrency("gbp").Charged);

        await shop.Stripe.PayAsync(session.Id);
        Assert.Equal(after.PaymentIntentId, (await shop.GetSessionAsync(session.Id)).PaymentIntentId);
    }

    [Fact]
    public async Task Abandoning_goes_back_and_leaves_the_session_open()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreateSessionAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        Assert.Equal("https://tickets.example/checkout/abc", (await PressAsync(browser, session.Url, "back")).Headers.Location?.ToString());
        Assert.Equal("open", (await shop.GetSessionAsync(session.Id)).Status);
    }

    [Fact]
    public async Task A_session_is_paid_once_however_often_the_button_is_pressed()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreateSessionAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PressAsync(browser, session.Url, "pay")));
        Assert.Equal(2500, shop.Stripe.Ledger.ForCurrency("gbp").Charged);
        Assert.Single(shop.Stripe.Charges);
    }

    [Fact]
    public async Task An_expired_session_cannot_be_paid_on_its_page()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreateSessionAsync();
        await shop.Sessions.ExpireAsync(session.Id, cancellationToken: TestContext.Current.CancellationToken);
        using var browser = new HttpClient();
        var answer = await PressAsync(browser, session.Url, "pay");
        Assert.Contains(
            "has expired",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Empty(shop.Stripe.Charges);
    }

    private static async Task<HttpResponseMessage> PressAsync(HttpClient browser, string url, string button) =>
        await browser.PostAsync(
            url,
            new FormUrlEncodedContent([KeyValuePair.Create("button", button)]),
            TestContext.Current.CancellationToken
        );
}
