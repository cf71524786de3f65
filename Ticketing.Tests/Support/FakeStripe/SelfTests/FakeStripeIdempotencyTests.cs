using System.Net;
using Stripe;
using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

public sealed class FakeStripeIdempotencyTests
{
    [Fact]
    public async Task The_same_key_gets_the_first_answer_again()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = shop.CreateSessionOptions();
        var first = await shop.CreateSessionAsync(order, "co:1:1");
        await shop.Stripe.PayAsync(first.Id);
        var again = await shop.CreateSessionAsync(order, "co:1:1");

        Assert.Equal((first.Id, "open"), (again.Id, again.Status));
        Assert.Equal(first.StripeResponse.Content, again.StripeResponse.Content);
        Assert.Equal("true", Assert.Single(again.StripeResponse.Headers.GetValues("Idempotent-Replayed")));
        Assert.False(first.StripeResponse.Headers.Contains("Idempotent-Replayed"));
        Assert.Single(shop.Stripe.Sessions);
    }

    [Fact]
    public async Task The_same_key_with_other_parameters_is_refused()
    {
        await using var shop = await StripeTestClient.StartAsync();
        await shop.CreateSessionAsync(shop.CreateSessionOptions(), "co:1:1");
        shop.Clock.Advance(TimeSpan.FromSeconds(1));
        var refused = await StripeTestClient.AssertRefusedAsync(() => shop.CreateSessionAsync(shop.CreateSessionOptions(), "co:1:1"));
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (refused.HttpStatusCode, refused.StripeError.Type));
        Assert.Contains("same parameters", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_at_another_endpoint_is_refused()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreatePaidSessionAsync();
        await shop.RefundAsync(session.PaymentIntentId, key: "k");
        var refused = await StripeTestClient.AssertRefusedAsync(() => shop.CreateSessionAsync(key: "k"));
        Assert.Equal("idempotency_error", refused.StripeError.Type);
        Assert.Contains("/v1/refunds", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_in_use_is_a_conflict()
    {
        await using var shop = await StripeTestClient.StartAsync();
        shop.Stripe.Faults.SlowDuration = TimeSpan.FromSeconds(2);
        shop.Stripe.Faults.FailNext(ApiRoute.CreateSession, Fault.Slow, times: 2);
        var order = shop.CreateSessionOptions();
        var both = new[] { shop.CreateSessionAsync(order, "co:1:1"), shop.CreateSessionAsync(order, "co:1:1") };

        var refused = await StripeTestClient.AssertRefusedAsync(() => Task.WhenAll(both));
        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_in_use"), (refused.HttpStatusCode, refused.StripeError.Code));
        Assert.Equal((await both.Single(one => one.IsCompletedSuccessfully)).Id, (await shop.CreateSessionAsync(order, "co:1:1")).Id);
        Assert.Single(shop.Stripe.Sessions);
    }

    [Fact]
    public async Task An_invalid_request_does_not_use_its_key()
    {
        await using var shop = await StripeTestClient.StartAsync();
        await StripeTestClient.AssertRefusedAsync(() => shop.CreateSessionAsync(shop.CreateSessionOptions(amount: 1), "co:1:1"));
        Assert.Equal("open", (await shop.CreateSessionAsync(shop.CreateSessionOptions(), "co:1:1")).Status);
    }

    [Fact]
    public async Task A_refusal_of_a_valid_request_is_stored()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreatePaidSessionAsync();
        await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(session.PaymentIntentId, 9999, "rf:1"));
        var again = await StripeTestClient.AssertRefusedAsync(() => shop.RefundAsync(session.PaymentIntentId, 9999, "rf:1"));
        Assert.Equal("true", Assert.Single(again.StripeResponse.Headers.GetValues("Idempotent-Replayed")));
    }

    [Fact]
    public async Task After_a_day_a_key_is_forgotten()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var first = await shop.CreateSessionAsync(shop.CreateSessionOptions(), "co:1:1");
        shop.Clock.Advance(TimeSpan.FromHours(24));
        Assert.NotEqual(first.Id, (await shop.CreateSessionAsync(shop.CreateSessionOptions(), "co:1:1")).Id);
    }

    [Fact]
    public async Task Many_at_once_with_one_key_open_one_session()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = shop.CreateSessionOptions();
        var ids = await Task.WhenAll(
            Enumerable
                .Range(0, 64)
                .Select(async _ =>
                {
                    try
                    {
                        return (await shop.CreateSessionAsync(order, "co:1:1")).Id;
                    }
                    catch (StripeException conflict) when (conflict.HttpStatusCode == HttpStatusCode.Conflict)
                    {
                        return null;
                    }
                })
        );
        Assert.Equal(Assert.Single(shop.Stripe.Sessions).Id, Assert.Single(ids.OfType<string>().Distinct()));
    }
}
