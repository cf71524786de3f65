using System.Net;
using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

public sealed class FakeStripeDeliveryPlanTests
{
    private static readonly Uri Url = new("https://tickets.example/webhooks/stripe");

    [Fact]
    public async Task Queued_events_are_delivered_repeatedly_and_in_any_order()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var endpoint = await PauseAsync(shop, payments: 10);
        var happened = shop.Stripe.Webhooks.Pending;
        var told = await shop.Stripe.Webhooks.ReleaseAsync(
            new DeliveryPlan
            {
                Seed = 7,
                MaxCopies = 5,
                IsShuffled = true,
                MaxParallelism = 8,
            }
        );

        var copies = told.GroupBy(delivery => delivery.Event.Id).ToList();
        Assert.Equal(happened.Count, copies.Count);
        Assert.All(copies, of => Assert.InRange(of.Count(), 1, 5));
        Assert.Equal((1, 5), (copies.Min(of => of.Count()), copies.Max(of => of.Count())));
        Assert.Equal(told.Count, endpoint.Received.Count);
        Assert.NotEqual(happened.Select(one => one.Id), told.Select(delivery => delivery.Event.Id).Distinct());
        Assert.InRange(endpoint.MaxConcurrent, 2, 8);
        Assert.Empty(shop.Stripe.Webhooks.Pending);
    }

    [Fact]
    public async Task The_same_seed_brings_the_same_order()
    {
        await using var shop = await StripeTestClient.StartAsync();
        await PauseAsync(shop, payments: 5);
        var happened = shop.Stripe.Webhooks.Pending;
        var plan = new DeliveryPlan
        {
            Seed = 11,
            MaxCopies = 3,
            IsShuffled = true,
            LossRate = 0.2,
        };
        Assert.Equal(Order(plan), Order(plan));
        Assert.NotEqual(Order(plan), Order(plan with { Seed = 12 }));

        IReadOnlyList<string> Order(DeliveryPlan way) => [.. way.Apply(happened, new Random(way.Seed)).Told.Select(one => one.Id)];
    }

    [Fact]
    public async Task Dropped_events_are_never_delivered()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var endpoint = await PauseAsync(shop, payments: 10);
        var happened = shop.Stripe.Webhooks.Pending;
        var told = await shop.Stripe.Webhooks.ReleaseAsync(new DeliveryPlan { Seed = 3, LossRate = 0.5 });
        Assert.InRange(told.Count, 1, happened.Count - 1);
        Assert.Equal(happened.Count, told.Count + shop.Stripe.Webhooks.Dropped.Count);
        Assert.Equal(told.Count, endpoint.Received.Count);
        Assert.Empty(await shop.Stripe.Webhooks.RedeliverAsync());
    }

    [Fact]
    public async Task A_test_chooses_the_delivery_order()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var endpoint = await PauseAsync(shop, payments: 1);
        await shop.Stripe.Webhooks.ReleaseAsync(waiting => waiting.Where(one => one.Type == "checkout.session.completed"));
        Assert.Equal("checkout.session.completed", Assert.Single(endpoint.Received).Parse(shop).Type);
        Assert.Equal(3, shop.Stripe.Webhooks.Pending.Count);
        await shop.Stripe.Webhooks.ReleaseAsync(waiting => waiting.Reverse());
        Assert.Equal(
            ["checkout.session.completed", "payment_intent.succeeded", "charge.succeeded", "payment_intent.created"],
            endpoint.Received.Select(taken => taken.Parse(shop).Type)
        );
    }

    [Fact]
    public async Task A_plan_applies_to_immediate_deliveries()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var endpoint = new WebhookReceiver();
        shop.Stripe.Webhooks.SendTo(Url, endpoint);
        shop.Stripe.Webhooks.Plan = new DeliveryPlan { Seed = 5, LossRate = 1 };
        await shop.CreatePaidSessionAsync();
        Assert.Empty(endpoint.Received);
        Assert.Equal(4, shop.Stripe.Webhooks.Dropped.Count);

        shop.Stripe.Webhooks.Plan = null;
        await shop.CreatePaidSessionAsync();
        Assert.Equal(4, endpoint.Received.Count);
    }

    [Fact]
    public async Task Unacknowledged_events_are_redelivered()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var endpoint = await PauseAsync(shop, payments: 5);
        endpoint.ResponseStatus = HttpStatusCode.InternalServerError;
        var told = await shop.Stripe.Webhooks.ReleaseAsync(new DeliveryPlan { Seed = 1, MaxParallelism = 4 });
        Assert.All(told, delivery => Assert.False(delivery.IsAcknowledged));
        endpoint.ResponseStatus = HttpStatusCode.OK;
        Assert.Equal(told.Count, (await shop.Stripe.Webhooks.RedeliverAsync(parallel: 4)).Count);
        Assert.Empty(await shop.Stripe.Webhooks.RedeliverAsync());
    }

    private static async Task<WebhookReceiver> PauseAsync(StripeTestClient shop, int payments)
    {
        var endpoint = new WebhookReceiver();
        shop.Stripe.Webhooks.SendTo(Url, endpoint);
        shop.Stripe.Webhooks.IsPaused = true;
        await shop.CreatePaidIntentsAsync(payments);
        Assert.Empty(endpoint.Received);
        return endpoint;
    }
}
