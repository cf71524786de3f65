using Stripe.Checkout;
using Ticketing.Tests.Features.Payments.Providers.StripeCheckout;
using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

/// <summary>Limits from https://docs.stripe.com/currencies.</summary>
public sealed class FakeStripeAmountTests
{
    private const string UnitAmount = "line_items[0][price_data][unit_amount]";
    private const string Currency = "line_items[0][price_data][currency]";

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task A_negative_price_is_refused(long amount)
    {
        await using var shop = await StripeTestClient.StartAsync();
        await StripeTestClient.AssertRefusedAsync(
            () => shop.CreateSessionAsync(shop.CreateSessionOptions(amount)),
            "parameter_invalid_integer",
            UnitAmount
        );
    }

    [Fact]
    public async Task A_line_may_be_free_if_the_session_is_not()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = shop.CreateSessionOptions();
        order.LineItems.Add(Line(0));
        Assert.Equal(2500, (await shop.CreateSessionAsync(order)).AmountTotal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(1_000_000)]
    public async Task Line_quantities_are_limited(long quantity)
    {
        await using var shop = await StripeTestClient.StartAsync();
        await StripeTestClient.AssertRefusedAsync(
            () => shop.CreateSessionAsync(shop.CreateSessionOptions(quantity: quantity)),
            "parameter_invalid_integer",
            "line_items[0][quantity]"
        );
    }

    [Theory]
    [InlineData("usd", 50)]
    [InlineData("aed", 200)]
    [InlineData("aud", 50)]
    [InlineData("brl", 50)]
    [InlineData("cad", 50)]
    [InlineData("chf", 50)]
    [InlineData("czk", 1500)]
    [InlineData("dkk", 250)]
    [InlineData("eur", 50)]
    [InlineData("gbp", 30)]
    [InlineData("hkd", 400)]
    [InlineData("huf", 17500)]
    [InlineData("inr", 50)]
    [InlineData("jpy", 50)]
    [InlineData("mxn", 1000)]
    [InlineData("myr", 200)]
    [InlineData("nok", 300)]
    [InlineData("nzd", 50)]
    [InlineData("pln", 200)]
    [InlineData("ron", 200)]
    [InlineData("sek", 300)]
    [InlineData("sgd", 50)]
    [InlineData("thb", 1000)]
    public async Task Each_currency_has_its_minimum(string currency, long least)
    {
        await using var shop = await StripeTestClient.StartAsync();
        await StripeTestClient.AssertRefusedAsync(
            () => shop.CreateSessionAsync(shop.CreateSessionOptions(least - 1, currency)),
            "amount_too_small",
            "line_items"
        );
        Assert.Equal(least, (await shop.CreateSessionAsync(shop.CreateSessionOptions(least, currency))).AmountTotal);
    }

    [Fact]
    public async Task The_minimum_applies_to_the_total()
    {
        await using var shop = await StripeTestClient.StartAsync();
        Assert.Equal(30, (await shop.CreateSessionAsync(shop.CreateSessionOptions(10, quantity: 3))).AmountTotal);
        await StripeTestClient.AssertRefusedAsync(
            () => shop.CreateSessionAsync(shop.CreateSessionOptions(10, quantity: 2)),
            "amount_too_small",
            "line_items"
        );
    }

    [Theory]
    [InlineData(99_999_999, 1, true)]
    [InlineData(100_000_000, 1, false)]
    [InlineData(50_000_000, 2, false)]
    [InlineData(long.MaxValue, 1, false)]
    [InlineData(1L << 62, 4, false)] // an unchecked sum would overflow to 0
    [InlineData(((1L << 62) / 3) + 1, 12, false)]
    public async Task A_total_has_eight_digits_at_most(long amount, long quantity, bool isTaken)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = shop.CreateSessionOptions(amount, quantity: quantity);
        if (isTaken)
        {
            Assert.Equal(amount, (await shop.CreateSessionAsync(order)).AmountTotal);
            return;
        }

        await StripeTestClient.AssertRefusedAsync(() => shop.CreateSessionAsync(order), "amount_too_large", "line_items");
        Assert.Empty(shop.Stripe.Sessions);
    }

    [Theory]
    [InlineData("isk", 490000, true)] // no minor unit, but sent in hundredths
    [InlineData("isk", 490050, false)]
    [InlineData("ugx", 5000000, true)]
    [InlineData("ugx", 5000001, false)]
    [InlineData("kwd", 12340, true)] // thousandths, the last digit is always 0
    [InlineData("kwd", 12345, false)]
    [InlineData("bhd", 12345, false)]
    [InlineData("jod", 12345, false)]
    [InlineData("omr", 12345, false)]
    [InlineData("tnd", 12345, false)]
    [InlineData("huf", 17501, true)] // only payouts must be whole
    [InlineData("twd", 80001, true)]
    public async Task Amounts_must_be_multiples_of_the_currencys_step(string currency, long amount, bool isTaken)
    {
        await using var shop = await StripeTestClient.StartAsync();
        if (isTaken)
        {
            Assert.Equal(amount, (await shop.CreateSessionAsync(shop.CreateSessionOptions(amount, currency))).AmountTotal);
            return;
        }

        await StripeTestClient.AssertRefusedAsync(
            () => shop.CreateSessionAsync(shop.CreateSessionOptions(amount, currency)),
            "parameter_invalid_integer",
            UnitAmount
        );
    }

    [Theory]
    [InlineData("xxx")]
    [InlineData("btc")]
    [InlineData("gb")]
    [InlineData("pounds")]
    public async Task A_currency_that_nobody_charges_in_is_refused(string currency)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refused = await StripeTestClient.AssertRefusedAsync(
            () => shop.CreateSessionAsync(shop.CreateSessionOptions(currency: currency)),
            null,
            Currency
        );
        Assert.StartsWith(
            $"Invalid currency: {currency}. Stripe currently supports these currencies: usd, aed, ",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_currency_of_Stripes_page_is_taken_however_it_is_written()
    {
        await using var shop = await StripeTestClient.StartAsync(new FakeStripeOptions());
        foreach (var currency in StripeAmountsTests.AllCurrencies.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Equal(
                currency.ToLowerInvariant(),
                (await shop.CreateSessionAsync(shop.CreateSessionOptions(1_000_000, currency))).Currency
            );
        }
    }

    [Fact]
    public async Task One_session_is_in_one_currency()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = shop.CreateSessionOptions();
        order.LineItems.Add(Line(1000, "eur"));
        await StripeTestClient.AssertRefusedAsync(() => shop.CreateSessionAsync(order), null, "line_items");
    }

    [Fact]
    public async Task A_session_has_a_hundred_lines_at_most()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = shop.CreateSessionOptions(100);
        order.LineItems.AddRange(Enumerable.Range(1, 99).Select(_ => Line(100)));
        Assert.Equal(10_000, (await shop.CreateSessionAsync(order)).AmountTotal);
        order.LineItems.Add(Line(100));
        await StripeTestClient.AssertRefusedAsync(() => shop.CreateSessionAsync(order), "array_max_items_exceeded", "line_items");
    }

    [Fact]
    public async Task An_error_names_its_line()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = shop.CreateSessionOptions();
        order.LineItems.AddRange([Line(100), Line(-1)]);
        await StripeTestClient.AssertRefusedAsync(
            () => shop.CreateSessionAsync(order),
            "parameter_invalid_integer",
            "line_items[2][price_data][unit_amount]"
        );
    }

    private static SessionLineItemOptions Line(long amount, string currency = "gbp") =>
        new()
        {
            Quantity = 1,
            PriceData = new()
            {
                Currency = currency,
                UnitAmount = amount,
                ProductData = new() { Name = "Seated" },
            },
        };
}
