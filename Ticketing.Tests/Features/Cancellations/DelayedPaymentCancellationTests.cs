using Ticketing.Features.Cancellations;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Features.Cancellations;

public sealed class DelayedPaymentCancellationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_payment_that_takes_days_is_left_to_the_reconciler_and_goes_back_when_it_arrives(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        venue.Set("Payments:Stripe:DelayedMethods", "true");
        var show = await venue.PublishEventAsync();
        var session = await venue.OpenPaymentPageAsync(show);
        await venue.Stripe.PayByDebitAsync(session.Id);
        await venue.RunPaymentJobsAsync(1);
        await venue.CancelAsync(show);
        venue.Stripe.Faults.FailNext(ApiRoute.ExpireSession, Fault.ErrorBefore);

        await venue.UseAsync<ReleaseEventHolds>(holds => holds.ReleaseAsync(show.Id, Ct));

        Assert.Empty(venue.Stripe.Faults.Counts);
        Assert.Equal(PaymentStatus.Open, (await venue.GetPaymentAsync(session)).Status);
        venue.Stripe.Faults.Stop();
        await venue.Stripe.CompleteDebitAsync(session.Id, succeeds: true);
        venue.Clock.Advance(PaymentSettlementJob.ProcessingCheckInterval);
        await venue.RunPaymentJobsAsync();
        Assert.Equal(OrderStatus.PaidTooLate, (await venue.GetOrderAsync(session)).Status);
        Assert.Equal(0, venue.Stripe.Ledger.ForCurrency("gbp").Net);
    }
}
