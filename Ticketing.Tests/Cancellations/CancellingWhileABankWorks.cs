using Ticketing.Cancellations;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Cancellations;

public sealed class CancellingWhileABankWorks
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_payment_that_takes_days_is_left_to_the_reconciler_and_goes_back_when_it_arrives(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        venue.Set("Payments:Stripe:DelayedMethods", "true");
        var show = await venue.PublishAsync();
        var session = await venue.OpenPageAsync(show);
        await venue.Stripe.PayLaterAsync(session.Id);
        await venue.CatchUpAsync(1);
        await venue.CancelAsync(show);
        venue.Stripe.Faults.Next(Route.ExpireSession, Fault.ErrorBefore);

        await venue.UseAsync<EndHolds>(holds => holds.EndAsync(show.Id, Ct));

        Assert.Empty(venue.Stripe.Faults.Done);
        Assert.Equal(PaymentStatus.Open, (await venue.PaymentOfAsync(session)).Status);
        venue.Stripe.Faults.Stop();
        await venue.Stripe.SettleLaterAsync(session.Id, succeeds: true);
        venue.Clock.Advance(PaymentReconciler.CheckSlowlyEvery);
        await venue.CatchUpAsync();
        Assert.Equal(OrderStatus.PaidTooLate, (await venue.OrderOfAsync(session)).Status);
        Assert.Equal(0, venue.Stripe.Ledger.In("gbp").Kept);
    }
}
