using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Payments;

/// <summary>Stripe replays a failed answer for 24 hours under the same idempotency key; the buyer must not be stuck on it.</summary>
public sealed class BeingAnsweredWithFailures
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_page_that_was_opened_and_answered_with_a_failure_is_found(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var code = await venue.HeldAsync(await venue.PublishAsync(), "Standing", 1);
        venue.Stripe.Faults.Next(Route.CreateSession, Fault.ErrorAfter);

        var page = Assert.IsType<StartOutcome.PayAt>(await venue.StartPaymentAsync(code));

        Assert.Equal(Assert.Single(venue.Stripe.Sessions).Url, page.PageUrl);
    }

    [Theory, OnBothDatabases]
    public async Task Where_a_failure_opened_nothing_the_next_try_has_a_key_of_its_own(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var code = await venue.HeldAsync(await venue.PublishAsync(), "Standing", 1);
        venue.Stripe.Faults.Next(Route.CreateSession, Fault.ErrorInstead);

        Assert.IsType<StartOutcome.ProviderUnavailable>(await venue.StartPaymentAsync(code));
        Assert.IsType<StartOutcome.PayAt>(await venue.StartPaymentAsync(code));

        var session = Assert.Single(venue.Stripe.Sessions);
        await venue.Stripe.PayAsync(session.Id);
        await venue.CatchUpAsync();
        Assert.Equal((OrderStatus.Paid, 2), ((await venue.OrderOfAsync(session)).Status, (await venue.PaymentOfAsync(session)).Attempt));
        await venue.AssertMoneyAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_key_that_was_used_with_other_words_leads_to_the_page_that_they_opened(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var show = await venue.PublishAsync();
        var code = await venue.HeldAsync(show, "Standing", 1);
        venue.Stripe.Faults.Next(Route.CreateSession, Fault.ResetAfter, times: 3);
        Assert.IsType<StartOutcome.ProviderUnavailable>(await venue.StartPaymentAsync(code));

        // As after a release that changed the session's title.
        await venue.UseAsync<TicketingDbContext>(db => db.WriteAsync(
            () => db.Set<Payment>().ExecuteUpdateAsync(set => set.SetProperty(p => p.Title, "Another title"), Ct), ct: Ct));
        var page = Assert.IsType<StartOutcome.PayAt>(await venue.StartPaymentAsync(code));

        Assert.Equal(Assert.Single(venue.Stripe.Sessions).Url, page.PageUrl);
    }

    [Theory, OnBothDatabases]
    public async Task An_address_that_Stripe_does_not_take_opens_one_page_however_often_it_is_asked(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var code = await venue.HeldAsync(await venue.PublishAsync(), "Standing", 1);

        // The first call is refused; the retry without the address succeeds, but its answer is lost.
        venue.Stripe.Faults.Next(Route.CreateSession, Fault.Slow);
        venue.Stripe.Faults.Next(Route.CreateSession, Fault.ResetAfter, times: 3);
        venue.Stripe.Faults.Slowness = TimeSpan.Zero;
        Assert.IsType<StartOutcome.ProviderUnavailable>(await venue.StartPaymentAsync(code, "ada@localhost"));
        Assert.IsType<StartOutcome.PayAt>(await venue.StartPaymentAsync(code, "ada@localhost"));

        Assert.Null(Assert.Single(venue.Stripe.Sessions).CustomerEmail);
    }

    [Theory]
    [OnBothDatabases("00:10:00")]
    [OnBothDatabases("23:00:00")]
    public async Task Stripe_opens_a_page_for_every_window_that_can_be_set(DatabaseProvider database, string window)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        venue.Set("Payments:Window", window);
        var show = await venue.PublishAsync();

        var session = await venue.OpenPageAsync(show);
        venue.Clock.Advance(TimeSpan.Parse(window, System.Globalization.CultureInfo.InvariantCulture));
        await venue.CatchUpAsync();

        Assert.Equal((SessionStatus.Expired, 0), (venue.Stripe.Session(session.Id).Status, (await venue.ReadAsync(show)).Held));
    }

    [Theory, OnBothDatabases]
    public async Task Who_tries_again_minutes_later_is_served_as_if_nothing_had_been(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var code = await venue.HeldAsync(await venue.PublishAsync(), "Standing", 1);
        venue.Stripe.Faults.IsDown = true;
        Assert.IsType<StartOutcome.ProviderUnavailable>(await venue.StartPaymentAsync(code));

        venue.Stripe.Faults.Stop();
        venue.Clock.Advance(TimeSpan.FromMinutes(9));

        Assert.IsType<StartOutcome.PayAt>(await venue.StartPaymentAsync(code));
        Assert.Single(venue.Stripe.Sessions);
    }

    [Theory, OnBothDatabases]
    public async Task What_went_back_is_found_also_when_Stripe_has_forgotten_the_key(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var session = await venue.OpenPageAsync(await venue.PublishAsync(), 2);
        await venue.Stripe.PayAsync(session.Id);
        await venue.CatchUpAsync();
        var order = await venue.OrderOfAsync(session);
        await venue.RefundedAsync(order, 1);
        venue.Stripe.Faults.Next(Route.CreateRefund, Fault.ResetAfter, times: 3);
        await venue.RunAsync<RefundPass>();

        venue.Clock.Advance(TimeSpan.FromHours(25));
        await venue.RunAsync<RefundPass>();

        Assert.Equal(1500, venue.Stripe.Ledger.In("gbp").Refunded);
        Assert.Equal(Ticketing.Payments.Refunds.RefundStatus.Succeeded, Assert.Single(await venue.RefundsOfAsync(order)).Status);
        await venue.AssertMoneyAsync();
    }
}
