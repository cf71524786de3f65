using System.Net;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Payments.TheDouble;

public sealed class PlanningDeliveries
{
    private static readonly Uri Url = new("https://tickets.example/webhooks/stripe");

    [Fact]
    public async Task Held_back_events_are_told_often_and_in_any_order()
    {
        await using var shop = await Shop.OpenAsync();
        var endpoint = await HoldBackAsync(shop, payments: 10);
        var happened = shop.Stripe.Webhooks.HeldBack;
        var told = await shop.Stripe.Webhooks.ReleaseAsync(new DeliveryPlan { Seed = 7, MostCopies = 5, IsShuffled = true, Parallel = 8 });

        var copies = told.GroupBy(delivery => delivery.Event.Id).ToList();
        Assert.Equal(happened.Count, copies.Count);
        Assert.All(copies, of => Assert.InRange(of.Count(), 1, 5));
        Assert.Equal((1, 5), (copies.Min(of => of.Count()), copies.Max(of => of.Count())));
        Assert.Equal(told.Count, endpoint.Taken.Count);
        Assert.NotEqual(happened.Select(one => one.Id), told.Select(delivery => delivery.Event.Id).Distinct());
        Assert.InRange(endpoint.MostAtOnce, 2, 8);
        Assert.Empty(shop.Stripe.Webhooks.HeldBack);
    }

    [Fact]
    public async Task The_same_seed_brings_the_same_order()
    {
        await using var shop = await Shop.OpenAsync();
        await HoldBackAsync(shop, payments: 5);
        var happened = shop.Stripe.Webhooks.HeldBack;
        var plan = new DeliveryPlan { Seed = 11, MostCopies = 3, IsShuffled = true, Loss = 0.2 };
        Assert.Equal(Order(plan), Order(plan));
        Assert.NotEqual(Order(plan), Order(plan with { Seed = 12 }));

        IReadOnlyList<string> Order(DeliveryPlan way) => [.. way.Arrange(happened, new Random(way.Seed)).Told.Select(one => one.Id)];
    }

    [Fact]
    public async Task Lost_events_are_never_told()
    {
        await using var shop = await Shop.OpenAsync();
        var endpoint = await HoldBackAsync(shop, payments: 10);
        var happened = shop.Stripe.Webhooks.HeldBack;
        var told = await shop.Stripe.Webhooks.ReleaseAsync(new DeliveryPlan { Seed = 3, Loss = 0.5 });
        Assert.InRange(told.Count, 1, happened.Count - 1);
        Assert.Equal(happened.Count, told.Count + shop.Stripe.Webhooks.Lost.Count);
        Assert.Equal(told.Count, endpoint.Taken.Count);
        Assert.Empty(await shop.Stripe.Webhooks.RedeliverAsync());
    }

    [Fact]
    public async Task A_test_chooses_what_is_told_first()
    {
        await using var shop = await Shop.OpenAsync();
        var endpoint = await HoldBackAsync(shop, payments: 1);
        await shop.Stripe.Webhooks.ReleaseAsync(waiting => waiting.Where(one => one.Type == "checkout.session.completed"));
        Assert.Equal("checkout.session.completed", Assert.Single(endpoint.Taken).Event(shop).Type);
        Assert.Equal(3, shop.Stripe.Webhooks.HeldBack.Count);
        await shop.Stripe.Webhooks.ReleaseAsync(waiting => waiting.Reverse());
        Assert.Equal(["checkout.session.completed", "payment_intent.succeeded", "charge.succeeded", "payment_intent.created"], endpoint.Taken.Select(taken => taken.Event(shop).Type));
    }

    [Fact]
    public async Task A_plan_holds_for_what_is_told_at_once_too()
    {
        await using var shop = await Shop.OpenAsync();
        var endpoint = new Endpoint();
        shop.Stripe.Webhooks.SendTo(Url, endpoint);
        shop.Stripe.Webhooks.Plan = new DeliveryPlan { Seed = 5, Loss = 1 };
        await shop.CreatePaidAsync();
        Assert.Empty(endpoint.Taken);
        Assert.Equal(4, shop.Stripe.Webhooks.Lost.Count);

        shop.Stripe.Webhooks.Plan = null;
        await shop.CreatePaidAsync();
        Assert.Equal(4, endpoint.Taken.Count);
    }

    [Fact]
    public async Task What_was_not_acknowledged_is_told_again_until_it_is()
    {
        await using var shop = await Shop.OpenAsync();
        var endpoint = await HoldBackAsync(shop, payments: 5);
        endpoint.Answer = HttpStatusCode.InternalServerError;
        var told = await shop.Stripe.Webhooks.ReleaseAsync(new DeliveryPlan { Seed = 1, Parallel = 4 });
        Assert.All(told, delivery => Assert.False(delivery.IsAcknowledged));
        endpoint.Answer = HttpStatusCode.OK;
        Assert.Equal(told.Count, (await shop.Stripe.Webhooks.RedeliverAsync(parallel: 4)).Count);
        Assert.Empty(await shop.Stripe.Webhooks.RedeliverAsync());
    }

    private static async Task<Endpoint> HoldBackAsync(Shop shop, int payments)
    {
        var endpoint = new Endpoint();
        shop.Stripe.Webhooks.SendTo(Url, endpoint);
        shop.Stripe.Webhooks.AreHeldBack = true;
        await shop.PaidAsync(payments);
        Assert.Empty(endpoint.Taken);
        return endpoint;
    }
}
