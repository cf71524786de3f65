using Xunit;

namespace Ticketing.Tests.Payments.TheDouble;

public sealed class RefusingTexts
{
    [Theory]
    [InlineData("client_reference_id", 200)]
    [InlineData("payment_intent_data[description]", 1000)]
    [InlineData("payment_intent_data[statement_descriptor]", 22)]
    [InlineData("payment_intent_data[statement_descriptor_suffix]", 22)]
    [InlineData("line_items[0][price_data][product_data][name]", 5000)]
    [InlineData("line_items[0][price_data][product_data][description]", 40_000)]
    public async Task A_text_has_its_greatest_length(string param, int longest)
    {
        await using var shop = await Shop.OpenAsync();
        Assert.Equal("open", (await new SessionForm(shop).With(param, new string('x', longest)).SendAsync()).Status);
        var refused = await Shop.RefusedAsync(() => new SessionForm(shop).With(param, new string('x', longest + 1)).SendAsync(), null, param);
        Assert.EndsWith($"must be at most {longest} characters", refused.Message, StringComparison.Ordinal);
        Assert.Single(shop.Stripe.Sessions);
    }

    [Fact]
    public async Task An_address_has_eight_hundred_characters_at_most()
    {
        await using var shop = await Shop.OpenAsync();
        var order = shop.Order();
        order.CustomerEmail = $"ada@{string.Concat(Enumerable.Repeat("sub.", 198))}org.uk";
        Assert.True(order.CustomerEmail.Length > 800);
        var refused = await Shop.RefusedAsync(() => shop.CreateAsync(order), null, "customer_email");
        Assert.EndsWith("must be at most 800 characters", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("ada@localhost")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("ada@@example.org")]
    public async Task What_is_no_address_is_refused(string address)
    {
        await using var shop = await Shop.OpenAsync();
        var order = shop.Order();
        order.CustomerEmail = address;
        var refused = await Shop.RefusedAsync(() => shop.CreateAsync(order), "email_invalid", "customer_email");
        Assert.Equal($"Invalid email address: {address}", refused.Message);
    }

    [Theory]
    [InlineData("success_url", "tickets")]
    [InlineData("success_url", "/orders/1")]
    [InlineData("success_url", "ftp://tickets.example/return")]
    [InlineData("success_url", "javascript:alert(1)")]
    [InlineData("cancel_url", "tickets.example/checkout")]
    [InlineData("cancel_url", "mailto:ada@example.org")]
    public async Task What_is_no_link_is_refused(string param, string link)
    {
        await using var shop = await Shop.OpenAsync();
        await Shop.RefusedAsync(() => new SessionForm(shop).With(param, link).SendAsync(), "url_invalid", param);
    }

    [Theory]
    [InlineData("success_url")]
    [InlineData("cancel_url")]
    public async Task A_link_has_five_thousand_characters_at_most(string param)
    {
        const string Start = "https://tickets.example/";
        await using var shop = await Shop.OpenAsync();
        var longest = Start + new string('x', 5000 - Start.Length);
        Assert.Equal("open", (await new SessionForm(shop).With(param, longest).SendAsync()).Status);
        var refused = await Shop.RefusedAsync(() => new SessionForm(shop).With(param, longest + "x").SendAsync(), null, param);
        Assert.Equal("Invalid URL: URL must be 5000 characters or less.", refused.Message);
    }

    [Theory]
    [InlineData(-60, "at least 30 minutes")]
    [InlineData((30 * 60) - 1, "at least 30 minutes")]
    [InlineData(30 * 60, null)]
    [InlineData(24 * 60 * 60, null)]
    [InlineData((24 * 60 * 60) + 1, "less than 24 hours")]
    [InlineData(7 * 24 * 60 * 60, "less than 24 hours")]
    public async Task A_session_lives_for_half_an_hour_to_a_day(int seconds, string? because)
    {
        await using var shop = await Shop.OpenAsync();
        var order = shop.Order();
        order.ExpiresAt = shop.Clock.GetUtcNow().UtcDateTime.AddSeconds(seconds);
        if (because is null)
        {
            Assert.Equal(order.ExpiresAt, (await shop.CreateAsync(order)).ExpiresAt);
            return;
        }

        var refused = await Shop.RefusedAsync(() => shop.CreateAsync(order), null, "expires_at");
        Assert.Equal($"The `expires_at` timestamp must be {because} from Checkout Session creation.", refused.Message);
    }

    [Fact]
    public async Task A_session_that_is_given_no_end_lives_for_a_day()
    {
        await using var shop = await Shop.OpenAsync();
        var order = shop.Order();
        order.ExpiresAt = null;
        Assert.Equal(shop.Clock.GetUtcNow().UtcDateTime.AddHours(24), (await shop.CreateAsync(order)).ExpiresAt);
    }

    public enum Place
    {
        Session,
        Payment,
        Refund,
    }

    [Theory]
    [InlineData(Place.Session, 50, 40, 500, null)]
    [InlineData(Place.Payment, 50, 40, 500, null)]
    [InlineData(Place.Refund, 50, 40, 500, null)]
    [InlineData(Place.Session, 51, 40, 500, "up to 50 keys")]
    [InlineData(Place.Session, 1, 41, 500, "keys can have up to 40 characters")]
    [InlineData(Place.Session, 1, 40, 501, "values can have up to 500 characters")]
    [InlineData(Place.Payment, 51, 40, 500, "up to 50 keys")]
    [InlineData(Place.Payment, 1, 41, 500, "keys can have up to 40 characters")]
    [InlineData(Place.Payment, 1, 40, 501, "values can have up to 500 characters")]
    [InlineData(Place.Refund, 51, 40, 500, "up to 50 keys")]
    [InlineData(Place.Refund, 1, 41, 500, "keys can have up to 40 characters")]
    [InlineData(Place.Refund, 1, 40, 501, "values can have up to 500 characters")]
    public async Task Metadata_has_its_bounds_wherever_it_is_sent(Place place, int count, int key, int value, string? because)
    {
        await using var shop = await Shop.OpenAsync();
        var metadata = Enumerable.Range(10, count).ToDictionary(n => $"{n}{new string('k', key - 2)}", _ => new string('v', value));
        if (because is null)
        {
            Assert.Equal(metadata, await SendAsync(shop, place, metadata));
            return;
        }

        var refused = await Shop.RefusedAsync(() => SendAsync(shop, place, metadata), null, place == Place.Payment ? "payment_intent_data[metadata]" : "metadata");
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Place.Session, "metadata")]
    [InlineData(Place.Payment, "payment_intent_data[metadata]")]
    [InlineData(Place.Refund, "metadata")]
    public async Task A_key_of_metadata_has_no_brackets(Place place, string param)
    {
        await using var shop = await Shop.OpenAsync();
        await Shop.RefusedAsync(() => SendAsync(shop, place, new Dictionary<string, string> { ["order[1]"] = "1" }), null, param);
    }

    private static async Task<IReadOnlyDictionary<string, string>> SendAsync(Shop shop, Place place, Dictionary<string, string> metadata)
    {
        if (place == Place.Refund)
        {
            var paid = await shop.CreatePaidAsync();
            return (await shop.Client.V1.Refunds.CreateAsync(new() { PaymentIntent = paid.PaymentIntentId, Metadata = metadata })).Metadata;
        }

        var order = shop.Order();
        order.Metadata = place == Place.Session ? metadata : null;
        order.PaymentIntentData.Metadata = place == Place.Payment ? metadata : null;
        var session = await shop.CreateAsync(order);
        await shop.Stripe.PayAsync(session.Id);
        return place == Place.Session ? session.Metadata : (await shop.GetAsync(session.Id, "payment_intent")).PaymentIntent.Metadata;
    }
}
