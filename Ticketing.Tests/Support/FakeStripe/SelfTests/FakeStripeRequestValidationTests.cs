using System.Net;
using Stripe;
using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

public sealed class FakeStripeRequestValidationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_key_is_refused_and_shown_in_part_only()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refused = await StripeTestClient.AssertRefusedAsync(
            () =>
                shop.NewClient("sk_test_somebody_else")
                    .V1.Checkout.Sessions.CreateAsync(shop.CreateSessionOptions(), cancellationToken: Ct),
            null,
            null,
            HttpStatusCode.Unauthorized
        );
        Assert.Equal("Invalid API Key provided: sk_test_********else", refused.Message);
    }

    [Fact]
    public async Task Another_version_of_the_API_is_refused()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var options = new RawRequestOptions { AdditionalHeaders = new() { ["Stripe-Version"] = "2020-08-27" } };
        var refused = await StripeTestClient.AssertRefusedAsync(
            () => shop.Client.RawRequestAsync(HttpMethod.Get, "/v1/balance", null, options, Ct),
            null,
            null
        );
        Assert.Contains("2020-08-27", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/v1/nothing")]
    [InlineData("GET", "/v1/checkout")]
    [InlineData("POST", "/v1/payment_intents/pi_1/tickle")]
    public async Task Unknown_urls_are_not_found(string method, string path)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refused = await StripeTestClient.AssertRefusedAsync(
            () => shop.Client.RawRequestAsync(new HttpMethod(method), path, cancellationToken: Ct),
            null,
            null,
            HttpStatusCode.NotFound
        );
        Assert.StartsWith($"Unrecognized request URL ({method}: {path}).", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/checkout/sessions/cs_none", "session", "checkout.session")]
    [InlineData("/v1/checkout/sessions/cs_none/line_items", "session", "checkout.session")]
    [InlineData("/v1/payment_intents/pi_none", "intent", "payment_intent")]
    [InlineData("/v1/charges/ch_none", "id", "charge")]
    [InlineData("/v1/refunds/re_none", "id", "refund")]
    [InlineData("/v1/disputes/du_none", "id", "dispute")]
    [InlineData("/v1/balance_transactions/txn_none", "id", "balance transaction")]
    [InlineData("/v1/events/evt_none", "id", "event")]
    public async Task Unknown_objects_are_missing_resources(string path, string param, string kind)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refused = await StripeTestClient.AssertRefusedAsync(
            () => shop.Client.RawRequestAsync(HttpMethod.Get, path, cancellationToken: Ct),
            "resource_missing",
            param,
            HttpStatusCode.NotFound
        );
        Assert.Equal(
            $"No such {kind}: '{path.Split('/').Single(part => part.EndsWith("_none", StringComparison.Ordinal))}'",
            refused.Message
        );
    }

    [Fact]
    public async Task An_unknown_session_cannot_be_expired()
    {
        await using var shop = await StripeTestClient.StartAsync();
        await StripeTestClient.AssertRefusedAsync(
            () => shop.Sessions.ExpireAsync("cs_none", cancellationToken: Ct),
            "resource_missing",
            "session",
            HttpStatusCode.NotFound
        );
    }

    [Theory]
    [InlineData("checkout/sessions", "colour", "red", "parameter_unknown", "colour")]
    [InlineData("checkout/sessions", "status", "lost", null, "status")]
    [InlineData("checkout/sessions", "payment_intent", "pi_none", "resource_missing", "payment_intent")]
    [InlineData("refunds", "charge", "ch_none", "resource_missing", "charge")]
    [InlineData("disputes", "payment_intent", "pi_none", "resource_missing", "payment_intent")]
    [InlineData("charges", "created", "yesterday", "parameter_invalid_integer", "created")]
    [InlineData("charges", "created[gte]", "-1", "parameter_invalid_integer", "created[gte]")]
    [InlineData("charges", "created[from]", "1", "parameter_unknown", "created[from]")]
    [InlineData("balance_transactions", "limit", "many", "parameter_invalid_integer", "limit")]
    [InlineData("events", "limit", "101", "parameter_invalid_integer", "limit")]
    [InlineData("events", "starting_after", "evt_none", "resource_missing", "starting_after")]
    [InlineData("payment_intents", "ending_before", "pi_none", "resource_missing", "ending_before")]
    public async Task Invalid_list_parameters_are_refused(string list, string name, string value, string? code, string param)
    {
        await using var shop = await StripeTestClient.StartAsync();
        await StripeTestClient.AssertRefusedAsync(
            () => shop.Client.RawRequestAsync(HttpMethod.Get, $"/v1/{list}?{name}={value}", cancellationToken: Ct),
            code,
            param
        );
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public async Task Idempotency_keys_have_at_most_255_characters(int length, bool isTaken)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var key = new string('k', length);
        if (isTaken)
        {
            Assert.Equal("open", (await shop.CreateSessionAsync(key: key)).Status);
            return;
        }

        var refused = await StripeTestClient.AssertRefusedAsync(() => shop.CreateSessionAsync(key: key), null, null);
        Assert.Contains("255 characters", refused.Message, StringComparison.Ordinal);
        Assert.Empty(shop.Stripe.Sessions);
    }
}
