using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Sync;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Reconciliation;

/// <summary>Staff may give up a payment only if the provider does not know it.</summary>
public sealed class PaymentGiveUpTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_payment_of_another_account_is_given_up_and_its_hold_released(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var show = await venue.PublishEventAsync();
        var session = await venue.OpenPaymentPageAsync(show, 2);
        await ReplaceSessionIdAsync(venue, session);
        venue.Clock.Advance(TimeSpan.FromMinutes(41));
        await venue.RunPaymentJobsAsync(1);
        Assert.Equal(2, (await venue.GetEventAsync(show)).Held);
        using var staff = await venue.SignInAsStaffAsync();

        var told = (await (await staff.OpenAsync("/admin/payments")).SubmitAsync(Form)).ExpectStatus(HttpStatusCode.OK);

        Assert.Contains("The payment is given up", told.Text, StringComparison.Ordinal);
        Assert.Null(told.Document.QuerySelector(Form));
        var order = await venue.GetOrderAsync(session);
        Assert.Single(await venue.GetAuditEntriesAsync(order.Id), entry => entry.Action == "order.payment-given-up");
        await venue.RunJobAsync<Ticketing.Features.Holds.HoldExpiryJob>();
        Assert.Equal(0, (await venue.GetEventAsync(show)).Held);
        await venue.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_payment_known_to_the_provider_is_settled_instead(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var session = await venue.OpenPaymentPageAsync(await venue.PublishEventAsync());
        await venue.Stripe.PayAsync(session.Id);
        venue.Clock.Advance(TimeSpan.FromMinutes(41));

        Assert.Equal(GiveUpOutcome.Settled, await GiveUpAsync(venue, session));

        Assert.Equal(PaymentStatus.Paid, (await venue.GetPaymentAsync(session)).Status);
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_payment_before_its_deadline_or_without_an_answer_stays_open(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var session = await venue.OpenPaymentPageAsync(await venue.PublishEventAsync());
        await ReplaceSessionIdAsync(venue, session);

        // Our deadline has passed, but the other account's page could still be paid.
        venue.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(GiveUpOutcome.Settled, await GiveUpAsync(venue, session));
        Assert.Equal(PaymentStatus.Open, (await GetPaymentAsync(venue, session)).Status);

        venue.Clock.Advance(TimeSpan.FromMinutes(10));
        venue.Stripe.Faults.IsDown = true;
        Assert.Equal(GiveUpOutcome.ProviderUnavailable, await GiveUpAsync(venue, session));
        Assert.Equal(PaymentStatus.Open, (await GetPaymentAsync(venue, session)).Status);
    }

    [Theory, OnEitherDatabase]
    public async Task A_pending_bank_payment_is_flagged_after_weeks_and_can_be_given_up(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        venue.Set("Payments:Stripe:DelayedMethods", "true");
        var session = await venue.OpenPaymentPageAsync(await venue.PublishEventAsync());
        await venue.Stripe.PayByDebitAsync(session.Id);
        await venue.RunPaymentJobsAsync(1);
        await ReplaceSessionIdAsync(venue, session);
        using var staff = await venue.SignInAsStaffAsync();
        venue.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Null((await staff.OpenAsync("/admin")).Document.QuerySelector(ActionItemLink));
        venue.Clock.Advance(TimeSpan.FromDays(2));
        using var later = await venue.SignInAsStaffAsync();
        Assert.NotNull((await later.OpenAsync("/admin")).Document.QuerySelector(ActionItemLink));

        var told = await (await later.OpenAsync("/admin/payments")).SubmitAsync(Form);

        Assert.Contains("The payment is given up", told.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Unknown_payments_do_not_block_checking_the_others(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var show = await venue.PublishEventAsync();
        var sessions = new List<FakeSession>();
        for (var i = 0; i < 5; i++)
        {
            sessions.Add(await venue.OpenPaymentPageAsync(show));
            await (i < 4 ? ReplaceSessionIdAsync(venue, sessions[i]) : venue.Stripe.PayAsync(sessions[i].Id));
        }

        var asked = await venue.UseAsync<OpenPayments, PaymentCheckResult>(open => open.CheckNowAsync(Ct));

        Assert.Equal(new PaymentCheckResult(5, 1, 4), asked);
        Assert.Equal(PaymentStatus.Paid, (await venue.GetPaymentAsync(sessions[4])).Status);
    }

    private const string ActionItemLink = ".needs a[href^='/admin/payments']";
    private const string Form = "form[action*='handler=GiveUp']";

    // As after a change of Stripe account: the session id is unknown there.
    private static Task ReplaceSessionIdAsync(StripeVenue venue, FakeSession session) =>
        venue.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Payment>()
                        .Where(p => p.SessionId == session.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(p => p.SessionId, $"cs_test_other{session.Id[^8..]}"), Ct),
                ct: Ct
            )
        );

    private static async Task<Payment> GetPaymentAsync(StripeVenue venue, FakeSession session)
    {
        var order = await venue.GetOrderAsync(session);
        return await venue.UseAsync<TicketingDbContext, Payment>(db =>
            db.Set<Payment>().AsNoTracking().SingleAsync(p => p.OrderId == order.Id, Ct)
        );
    }

    private static async Task<GiveUpOutcome> GiveUpAsync(StripeVenue venue, FakeSession session)
    {
        var payment = await GetPaymentAsync(venue, session);
        return await venue.UseAsync<OpenPayments, GiveUpOutcome>(open => open.GiveUpAsync(payment.Id, Ct));
    }
}
