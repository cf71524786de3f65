using System.Net;
using Stripe;
using Ticketing.Tests.Support.FakeStripe.Api;
using Xunit;

namespace Ticketing.Tests.Payments.TheDouble;

public sealed class TellingWebhooks
{
    [Fact]
    public void A_signature_is_the_one_that_was_measured() => Assert.Equal(
        "t=1700000000,v1=4c15fb2a43f93ef61eaa3e0893866d57cad9cad4223242cfb96f362480cb4021",
        Signature.Header("""{"id":"evt_1","object":"event"}""", "whsec_test", DateTimeOffset.FromUnixTimeSeconds(1700000000)));

    [Fact]
    public async Task A_payment_is_told_at_once_and_signed_so_that_the_library_believes_it()
    {
        await using var shop = await Shop.OpenAsync();
        var endpoint = new Endpoint();
        shop.Stripe.Webhooks.SendTo(new Uri("https://tickets.example/webhooks/stripe"), endpoint);
        var session = await shop.CreateAsync();
        await shop.Stripe.PayAsync(session.Id);

        Assert.Equal(["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"], endpoint.Taken.Select(taken => taken.Event(shop).Type));
        var completed = endpoint.Taken[^1].Event(shop);
        Assert.Equal(Rendering.ApiVersion, completed.ApiVersion);
        var told = Assert.IsType<Stripe.Checkout.Session>(completed.Data.Object);
        Assert.Equal((session.Id, "paid", "order-1"), (told.Id, told.PaymentStatus, told.Metadata["order"]));
        Assert.All(shop.Stripe.Webhooks.Deliveries, delivery => Assert.True(delivery.IsAcknowledged));
        Assert.Throws<StripeException>(() => endpoint.Taken[0].Event(shop, "whsec_another"));
    }

    [Fact]
    public async Task A_refund_is_told_with_its_charge()
    {
        await using var shop = await Shop.OpenAsync();
        var endpoint = new Endpoint();
        var intent = (await shop.CreatePaidAsync()).PaymentIntentId;
        shop.Stripe.Webhooks.SendTo(new Uri("https://tickets.example/webhooks/stripe"), endpoint);
        await shop.RefundAsync(intent, 700);
        await shop.Stripe.Webhooks.WhenToldAsync();

        Assert.Equal(["refund.created", "charge.refunded"], endpoint.Taken.Select(taken => taken.Event(shop).Type));
        Assert.Equal(700, Assert.IsType<Charge>(endpoint.Taken[1].Event(shop).Data.Object).AmountRefunded);
    }

    [Fact]
    public async Task What_was_not_acknowledged_is_told_again()
    {
        await using var shop = await Shop.OpenAsync();
        var endpoint = new Endpoint { Answer = HttpStatusCode.ServiceUnavailable };
        shop.Stripe.Webhooks.SendTo(new Uri("https://tickets.example/webhooks/stripe"), endpoint);
        await shop.CreatePaidAsync();
        Assert.Equal(4, endpoint.Taken.Count);

        endpoint.Answer = HttpStatusCode.OK;
        shop.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(4, (await shop.Stripe.Webhooks.RedeliverAsync()).Count);
        Assert.Equal(endpoint.Taken[0].Body, endpoint.Taken[4].Body);
        Assert.Equal(shop.Stripe.Events[0].Id, endpoint.Taken[4].Event(shop).Id);
        Assert.Empty(await shop.Stripe.Webhooks.RedeliverAsync());
    }

    [Fact]
    public async Task What_is_held_back_is_told_when_it_is_let_go()
    {
        await using var shop = await Shop.OpenAsync();
        var endpoint = new Endpoint();
        shop.Stripe.Webhooks.SendTo(new Uri("https://tickets.example/webhooks/stripe"), endpoint);
        shop.Stripe.Webhooks.AreHeldBack = true;
        await shop.CreatePaidAsync();
        Assert.Empty(endpoint.Taken);
        Assert.Equal(4, (await shop.Stripe.Webhooks.ReleaseAsync()).Count);
        Assert.Equal(4, endpoint.Taken.Count);
    }
}
