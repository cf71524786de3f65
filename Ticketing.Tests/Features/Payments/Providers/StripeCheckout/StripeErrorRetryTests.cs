using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Providers.StripeCheckout;

/// <summary>Stripe replays a failed answer for 24 hours under the same idempotency key; the buyer must not be stuck on it.</summary>
public sealed class StripeErrorRetryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_session_created_despite_an_error_response_is_found(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var code = await venue.PlaceHoldAsync(await venue.PublishEventAsync(), "Standing", 1);
        venue.Stripe.Faults.FailNext(ApiRoute.CreateSession, Fault.ErrorAfter);

        var page = Assert.IsType<StartOutcome.Redirect>(await venue.StartPaymentAsync(code));

        Assert.Equal(Assert.Single(venue.Stripe.Sessions).Url, page.PageUrl);
    }

    [Theory, OnEitherDatabase]
    public async Task A_retry_after_a_failure_without_effect_uses_a_new_key(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var code = await venue.PlaceHoldAsync(await venue.PublishEventAsync(), "Standing", 1);
        venue.Stripe.Faults.FailNext(ApiRoute.CreateSession, Fault.ErrorInstead);

        Assert.IsType<StartOutcome.ProviderUnavailable>(await venue.StartPaymentAsync(code));
        Assert.IsType<StartOutcome.Redirect>(await venue.StartPaymentAsync(code));

        var session = Assert.Single(venue.Stripe.Sessions);
        await venue.Stripe.PayAsync(session.Id);
        await venue.RunPaymentJobsAsync();
        Assert.Equal((OrderStatus.Paid, 2), ((await venue.GetOrderAsync(session)).Status, (await venue.GetPaymentAsync(session)).Attempt));
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_key_reused_with_other_parameters_finds_the_first_session(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var show = await venue.PublishEventAsync();
        var code = await venue.PlaceHoldAsync(show, "Standing", 1);
        venue.Stripe.Faults.FailNext(ApiRoute.CreateSession, Fault.ResetAfter, times: 3);
        Assert.IsType<StartOutcome.ProviderUnavailable>(await venue.StartPaymentAsync(code));

        // As after a release that changed the session's title.
        await venue.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(() => db.Set<Payment>().ExecuteUpdateAsync(set => set.SetProperty(p => p.Title, "Another title"), Ct), ct: Ct)
        );
        var page = Assert.IsType<StartOutcome.Redirect>(await venue.StartPaymentAsync(code));

        Assert.Equal(Assert.Single(venue.Stripe.Sessions).Url, page.PageUrl);
    }

    [Theory, OnEitherDatabase]
    public async Task An_email_that_Stripe_rejects_opens_one_session_despite_retries(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var code = await venue.PlaceHoldAsync(await venue.PublishEventAsync(), "Standing", 1);

        // The first call is refused; the retry without the address succeeds, but its answer is lost.
        venue.Stripe.Faults.FailNext(ApiRoute.CreateSession, Fault.Slow);
        venue.Stripe.Faults.FailNext(ApiRoute.CreateSession, Fault.ResetAfter, times: 3);
        venue.Stripe.Faults.SlowDuration = TimeSpan.Zero;
        Assert.IsType<StartOutcome.ProviderUnavailable>(await venue.StartPaymentAsync(code, "ada@localhost"));
        Assert.IsType<StartOutcome.Redirect>(await venue.StartPaymentAsync(code, "ada@localhost"));

        Assert.Null(Assert.Single(venue.Stripe.Sessions).CustomerEmail);
    }

    [Theory]
    [OnEitherDatabase("00:10:00")]
    [OnEitherDatabase("23:00:00")]
    public async Task Every_allowed_payment_window_works_with_Stripe(DatabaseProvider database, string window)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        venue.Set("Payments:Window", window);
        var show = await venue.PublishEventAsync();

        var session = await venue.OpenPaymentPageAsync(show);
        venue.Clock.Advance(TimeSpan.Parse(window, System.Globalization.CultureInfo.InvariantCulture));
        await venue.RunPaymentJobsAsync();

        Assert.Equal((FakeSessionStatus.Expired, 0), (venue.Stripe.Session(session.Id).Status, (await venue.GetEventAsync(show)).Held));
    }

    [Theory, OnEitherDatabase]
    public async Task A_retry_minutes_later_succeeds(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var code = await venue.PlaceHoldAsync(await venue.PublishEventAsync(), "Standing", 1);
        venue.Stripe.Faults.IsDown = true;
        Assert.IsType<StartOutcome.ProviderUnavailable>(await venue.StartPaymentAsync(code));

        venue.Stripe.Faults.Stop();
        venue.Clock.Advance(TimeSpan.FromMinutes(9));

        Assert.IsType<StartOutcome.Redirect>(await venue.StartPaymentAsync(code));
        Assert.Single(venue.Stripe.Sessions);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_is_found_after_its_idempotency_key_expired(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var session = await venue.OpenPaymentPageAsync(await venue.PublishEventAsync(), 2);
        await venue.Stripe.PayAsync(session.Id);
        await venue.RunPaymentJobsAsync();
        var order = await venue.GetOrderAsync(session);
        await venue.StartRefundAsync(order, 1);
        venue.Stripe.Faults.FailNext(ApiRoute.CreateRefund, Fault.ResetAfter, times: 3);
        await venue.RunJobAsync<RefundJob>();

        venue.Clock.Advance(TimeSpan.FromHours(25));
        await venue.RunJobAsync<RefundJob>();

        Assert.Equal(1500, venue.Stripe.Ledger.ForCurrency("gbp").Refunded);
        Assert.Equal(Ticketing.Features.Payments.Refunds.RefundStatus.Succeeded, Assert.Single(await venue.GetRefundsAsync(order)).Status);
        await venue.AssertMoneyMatchesStripeAsync();
    }
}
