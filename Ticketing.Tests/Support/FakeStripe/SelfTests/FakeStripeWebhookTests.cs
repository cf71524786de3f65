using System.Net;
using Stripe;
using Ticketing.Tests.Support.FakeStripe.Api;
using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

public sealed class FakeStripeWebhookTests
{
    [Fact]
    public void A_signature_matches_the_known_value() =>
        Assert.Equal(
            "t=1700000000,v1=4c15fb2a43f93ef61eaa3e0893866d57cad9cad4223242cfb96f362480cb4021",
            WebhookSignature.Header("""{"id":"evt_1","object":"event"}""", "whsec_test", DateTimeOffset.FromUnixTimeSeconds(1700000000))
        );

    [Fact]
    public async Task A_payment_is_delivered_at_once_with_a_valid_signature()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var endpoint = new WebhookReceiver();
        shop.Stripe.Webhooks.SendTo(new Uri("https://tickets.example/webhooks/stripe"), endpoint);
        var session = await shop.CreateSessionAsync();
        await shop.Stripe.PayAsync(session.Id);

        Assert.Equal(
            ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"],
            endpoint.Received.Select(taken => taken.Parse(shop).Type)
        );
        var completed = endpoint.Received[^1].Parse(shop);
        Assert.Equal(Rendering.ApiVersion, completed.ApiVersion);
        var told = Assert.IsType<Stripe.Checkout.Session>(completed.Data.Object);
        Assert.Equal((session.Id, "paid", "order-1"), (told.Id, told.PaymentStatus, told.Metadata["order"]));
        Assert.All(shop.Stripe.Webhooks.Deliveries, delivery => Assert.True(delivery.IsAcknowledged));
        Assert.Throws<StripeException>(() => endpoint.Received[0].Parse(shop, "whsec_another"));
    }

    [Fact]
    public async Task A_refund_event_comes_with_its_charge_event()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var endpoint = new WebhookReceiver();
        var intent = (await shop.CreatePaidSessionAsync()).PaymentIntentId;
        shop.Stripe.Webhooks.SendTo(new Uri("https://tickets.example/webhooks/stripe"), endpoint);
        await shop.RefundAsync(intent, 700);
        await shop.Stripe.Webhooks.WaitForDeliveriesAsync();

        Assert.Equal(["refund.created", "charge.refunded"], endpoint.Received.Select(taken => taken.Parse(shop).Type));
        Assert.Equal(700, Assert.IsType<Charge>(endpoint.Received[1].Parse(shop).Data.Object).AmountRefunded);
    }

    [Fact]
    public async Task Unacknowledged_events_are_redelivered()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var endpoint = new WebhookReceiver { ResponseStatus = HttpStatusCode.ServiceUnavailable };
        shop.Stripe.Webhooks.SendTo(new Uri("https://tickets.example/webhooks/stripe"), endpoint);
        await shop.CreatePaidSessionAsync();
        Assert.Equal(4, endpoint.Received.Count);

        endpoint.ResponseStatus = HttpStatusCode.OK;
        shop.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(4, (await shop.Stripe.Webhooks.RedeliverAsync()).Count);
        Assert.Equal(endpoint.Received[0].Body, endpoint.Received[4].Body);
        Assert.Equal(shop.Stripe.Events[0].Id, endpoint.Received[4].Parse(shop).Id);
        Assert.Empty(await shop.Stripe.Webhooks.RedeliverAsync());
    }

    [Fact]
    public async Task Queued_events_are_delivered_on_release()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var endpoint = new WebhookReceiver();
        shop.Stripe.Webhooks.SendTo(new Uri("https://tickets.example/webhooks/stripe"), endpoint);
        shop.Stripe.Webhooks.IsPaused = true;
        await shop.CreatePaidSessionAsync();
        Assert.Empty(endpoint.Received);
        Assert.Equal(4, (await shop.Stripe.Webhooks.ReleaseAsync()).Count);
        Assert.Equal(4, endpoint.Received.Count);
    }
}
