using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Webhooks;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Payments;

/// <summary>Stripe calculates its fee up to an hour after the payment; the sale does not wait for it.</summary>
public sealed class LearningTheFeeLater
{
    [Theory]
    [OnBothDatabases(true)]
    [OnBothDatabases(false)]
    public async Task The_sale_stands_at_once_and_the_fee_comes_with_a_message_or_without_one(DatabaseProvider database, bool isHeard)
    {
        await using var venue = await StripeVenue.OpenAsync(database, options => options with { TellsFeesLate = true });
        if (isHeard)
        {
            venue.Listening();
        }

        var session = await venue.OpenPageAsync(await venue.PublishAsync(), 2);
        await venue.Stripe.PayAsync(session.Id);
        await venue.CatchUpAsync();
        Assert.Equal(OrderStatus.Paid, (await venue.OrderOfAsync(session)).Status);
        Assert.Null((await venue.PaymentOfAsync(session)).Fee);
        venue.Clock.Advance(TimeSpan.FromHours(1));
        await venue.RunAsync<FeePass>();
        Assert.Null((await venue.PaymentOfAsync(session)).Fee);

        await venue.Stripe.TellFeeAsync(session.Intent!.LatestCharge!.Id);
        await (isHeard ? venue.RunAsync<WebhookPass>() : venue.RunAsync<FeePass>());

        Assert.Equal(65, (await venue.PaymentOfAsync(session)).Fee);
        await venue.AssertMoneyAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Only_payments_of_the_last_hours_are_asked_about_and_a_provider_that_is_down_is_asked_once(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database, options => options with { TellsFeesLate = true });
        var show = await venue.PublishAsync();
        for (var i = 0; i < 3; i++)
        {
            await venue.Stripe.PayAsync((await venue.OpenPageAsync(show)).Id);
        }

        await venue.CatchUpAsync();
        venue.Stripe.Faults.Next(Route.GetIntent, Fault.ErrorBefore, times: 20);
        await venue.RunAsync<FeePass>();
        Assert.Empty(venue.Stripe.Faults.Done);
        venue.Clock.Advance(TimeSpan.FromHours(1));

        await venue.RunAsync<FeePass>();
        Assert.InRange(venue.Stripe.Faults.Done[Fault.ErrorBefore], 1, 3);
        var asked = venue.Stripe.Faults.Done[Fault.ErrorBefore];
        venue.Clock.Advance(TimeSpan.FromHours(6));
        await venue.RunAsync<FeePass>();

        Assert.Equal(asked, venue.Stripe.Faults.Done[Fault.ErrorBefore]);
    }
}
