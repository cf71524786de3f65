using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Sync;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Sync;

/// <summary>Stripe calculates its fee up to an hour after the payment; the sale does not wait for it.</summary>
public sealed class DelayedFeeTests
{
    [Theory]
    [OnEitherDatabase(true)]
    [OnEitherDatabase(false)]
    public async Task The_sale_stands_and_the_fee_follows_by_webhook_or_by_job(DatabaseProvider database, bool hasWebhooks)
    {
        await using var venue = await StripeVenue.OpenAsync(database, options => options with { DelaysFees = true });
        if (hasWebhooks)
        {
            venue.DeliverWebhooks();
        }

        var session = await venue.OpenPaymentPageAsync(await venue.PublishEventAsync(), 2);
        await venue.Stripe.PayAsync(session.Id);
        await venue.RunPaymentJobsAsync();
        Assert.Equal(OrderStatus.Paid, (await venue.GetOrderAsync(session)).Status);
        Assert.Null((await venue.GetPaymentAsync(session)).Fee);
        venue.Clock.Advance(TimeSpan.FromHours(1));
        await venue.RunJobAsync<FeeSyncJob>();
        Assert.Null((await venue.GetPaymentAsync(session)).Fee);

        await venue.Stripe.PublishFeeAsync(session.Intent!.LatestCharge!.Id);
        await (hasWebhooks ? venue.RunJobAsync<WebhookJob>() : venue.RunJobAsync<FeeSyncJob>());

        Assert.Equal(65, (await venue.GetPaymentAsync(session)).Fee);
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Only_recent_payments_are_queried_and_a_failing_provider_once(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database, options => options with { DelaysFees = true });
        var show = await venue.PublishEventAsync();
        for (var i = 0; i < 3; i++)
        {
            await venue.Stripe.PayAsync((await venue.OpenPaymentPageAsync(show)).Id);
        }

        await venue.RunPaymentJobsAsync();
        venue.Stripe.Faults.FailNext(ApiRoute.GetIntent, Fault.ErrorBefore, times: 20);
        await venue.RunJobAsync<FeeSyncJob>();
        Assert.Empty(venue.Stripe.Faults.Counts);
        venue.Clock.Advance(TimeSpan.FromHours(1));

        await venue.RunJobAsync<FeeSyncJob>();
        Assert.InRange(venue.Stripe.Faults.Counts[Fault.ErrorBefore], 1, 3);
        var asked = venue.Stripe.Faults.Counts[Fault.ErrorBefore];
        venue.Clock.Advance(TimeSpan.FromHours(6));
        await venue.RunJobAsync<FeeSyncJob>();

        Assert.Equal(asked, venue.Stripe.Faults.Counts[Fault.ErrorBefore]);
    }
}
