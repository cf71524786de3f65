using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

public sealed class FakeStripeTextLimitTests
{
    [Theory]
    [InlineData("client_reference_id", 200)]
    [InlineData("payment_intent_data[description]", 1000)]
    [InlineData("payment_intent_data[statement_descriptor]", 22)]
    [InlineData("payment_intent_data[statement_descriptor_suffix]", 22)]
    [InlineData("line_items[0][price_data][product_data][name]", 5000)]
    [InlineData("line_items[0][price_data][product_data][description]", 40_000)]
    public async Task Text_lengths_are_limited(string param, int longest)
    {
        await using var shop = await StripeTestClient.StartAsync();
        Assert.Equal("open", (await new RawSessionRequest(shop).With(param, new string('x', longest)).SendAsync()).Status);
        var refused = await StripeTestClient.AssertRefusedAsync(
            () => new RawSessionRequest(shop).With(param, new string('x', longest + 1)).SendAsync(),
            null,
            param
        );
        Assert.EndsWith($"must be at most {longest} characters", refused.Message, StringComparison.Ordinal);
        Assert.Single(shop.Stripe.Sessions);
    }

    [Fact]
    public async Task Emails_have_at_most_800_characters()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = shop.CreateSessionOptions();
        order.CustomerEmail = $"ada@{string.Concat(Enumerable.Repeat("sub.", 198))}org.uk";
        Assert.True(order.CustomerEmail.Length > 800);
        var refused = await StripeTestClient.AssertRefusedAsync(() => shop.CreateSessionAsync(order), null, "customer_email");
        Assert.EndsWith("must be at most 800 characters", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("ada@localhost")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("ada@@example.org")]
    public async Task Invalid_emails_are_refused(string address)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = shop.CreateSessionOptions();
        order.CustomerEmail = address;
        var refused = await StripeTestClient.AssertRefusedAsync(() => shop.CreateSessionAsync(order), "email_invalid", "customer_email");
        Assert.Equal($"Invalid email address: {address}", refused.Message);
    }

    [Theory]
    [InlineData("success_url", "tickets")]
    [InlineData("success_url", "/orders/1")]
    [InlineData("success_url", "ftp://tickets.example/return")]
    [InlineData("success_url", "javascript:alert(1)")]
    [InlineData("cancel_url", "tickets.example/checkout")]
    [InlineData("cancel_url", "mailto:ada@example.org")]
    public async Task Invalid_urls_are_refused(string param, string link)
    {
        await using var shop = await StripeTestClient.StartAsync();
        await StripeTestClient.AssertRefusedAsync(() => new RawSessionRequest(shop).With(param, link).SendAsync(), "url_invalid", param);
    }

    [Theory]
    [InlineData("success_url")]
    [InlineData("cancel_url")]
    public async Task Urls_have_at_most_5000_characters(string param)
    {
        const string Start = "https://tickets.example/";
        await using var shop = await StripeTestClient.StartAsync();
        var longest = Start + new string('x', 5000 - Start.Length);
        Assert.Equal("open", (await new RawSessionRequest(shop).With(param, longest).SendAsync()).Status);
        var refused = await StripeTestClient.AssertRefusedAsync(
            () => new RawSessionRequest(shop).With(param, longest + "x").SendAsync(),
            null,
            param
        );
        Assert.Equal("Invalid URL: URL must be 5000 characters or less.", refused.Message);
    }

    [Theory]
    [InlineData(-60, "at least 30 minutes")]
    [InlineData((30 * 60) - 1, "at least 30 minutes")]
    [InlineData(30 * 60, null)]
    [InlineData(24 * 60 * 60, null)]
    [InlineData((24 * 60 * 60) + 1, "less than 24 hours")]
    [InlineData(7 * 24 * 60 * 60, "less than 24 hours")]
    public async Task Session_lifetime_is_30_minutes_to_24_hours(int seconds, string? because)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = shop.CreateSessionOptions();
        order.ExpiresAt = shop.Clock.GetUtcNow().UtcDateTime.AddSeconds(seconds);
        if (because is null)
        {
            Assert.Equal(order.ExpiresAt, (await shop.CreateSessionAsync(order)).ExpiresAt);
            return;
        }

        var refused = await StripeTestClient.AssertRefusedAsync(() => shop.CreateSessionAsync(order), null, "expires_at");
        Assert.Equal($"The `expires_at` timestamp must be {because} from Checkout Session creation.", refused.Message);
    }

    [Fact]
    public async Task Sessions_expire_after_24_hours_by_default()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = shop.CreateSessionOptions();
        order.ExpiresAt = null;
        Assert.Equal(shop.Clock.GetUtcNow().UtcDateTime.AddHours(24), (await shop.CreateSessionAsync(order)).ExpiresAt);
    }

    public enum MetadataTarget
    {
        Session,
        Payment,
        Refund,
    }

    [Theory]
    [InlineData(MetadataTarget.Session, 50, 40, 500, null)]
    [InlineData(MetadataTarget.Payment, 50, 40, 500, null)]
    [InlineData(MetadataTarget.Refund, 50, 40, 500, null)]
    [InlineData(MetadataTarget.Session, 51, 40, 500, "up to 50 keys")]
    [InlineData(MetadataTarget.Session, 1, 41, 500, "keys can have up to 40 characters")]
    [InlineData(MetadataTarget.Session, 1, 40, 501, "values can have up to 500 characters")]
    [InlineData(MetadataTarget.Payment, 51, 40, 500, "up to 50 keys")]
    [InlineData(MetadataTarget.Payment, 1, 41, 500, "keys can have up to 40 characters")]
    [InlineData(MetadataTarget.Payment, 1, 40, 501, "values can have up to 500 characters")]
    [InlineData(MetadataTarget.Refund, 51, 40, 500, "up to 50 keys")]
    [InlineData(MetadataTarget.Refund, 1, 41, 500, "keys can have up to 40 characters")]
    [InlineData(MetadataTarget.Refund, 1, 40, 501, "values can have up to 500 characters")]
    public async Task Metadata_is_limited_everywhere(MetadataTarget place, int count, int key, int value, string? because)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var metadata = Enumerable.Range(10, count).ToDictionary(n => $"{n}{new string('k', key - 2)}", _ => new string('v', value));
        if (because is null)
        {
            Assert.Equal(metadata, await SendAsync(shop, place, metadata));
            return;
        }

        var refused = await StripeTestClient.AssertRefusedAsync(
            () => SendAsync(shop, place, metadata),
            null,
            place == MetadataTarget.Payment ? "payment_intent_data[metadata]" : "metadata"
        );
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MetadataTarget.Session, "metadata")]
    [InlineData(MetadataTarget.Payment, "payment_intent_data[metadata]")]
    [InlineData(MetadataTarget.Refund, "metadata")]
    public async Task A_key_of_metadata_has_no_brackets(MetadataTarget place, string param)
    {
        await using var shop = await StripeTestClient.StartAsync();
        await StripeTestClient.AssertRefusedAsync(
            () => SendAsync(shop, place, new Dictionary<string, string> { ["order[1]"] = "1" }),
            null,
            param
        );
    }

    private static async Task<IReadOnlyDictionary<string, string>> SendAsync(
        StripeTestClient shop,
        MetadataTarget place,
        Dictionary<string, string> metadata
    )
    {
        if (place == MetadataTarget.Refund)
        {
            var paid = await shop.CreatePaidSessionAsync();
            return (await shop.Client.V1.Refunds.CreateAsync(new() { PaymentIntent = paid.PaymentIntentId, Metadata = metadata })).Metadata;
        }

        var order = shop.CreateSessionOptions();
        order.Metadata = place == MetadataTarget.Session ? metadata : null;
        order.PaymentIntentData.Metadata = place == MetadataTarget.Payment ? metadata : null;
        var session = await shop.CreateSessionAsync(order);
        await shop.Stripe.PayAsync(session.Id);
        return place == MetadataTarget.Session
            ? session.Metadata
            : (await shop.GetSessionAsync(session.Id, "payment_intent")).PaymentIntent.Metadata;
    }
}
