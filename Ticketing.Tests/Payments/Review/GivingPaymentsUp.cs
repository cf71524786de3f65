using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Payments;
using Ticketing.Payments.Review;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Payments.Review;

/// <summary>Staff may give up a payment only if the provider does not know it.</summary>
public sealed class GivingPaymentsUp
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task One_of_another_account_is_ended_and_its_places_go_back(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var show = await venue.PublishAsync();
        var session = await venue.OpenPageAsync(show, 2);
        await ForgetAsync(venue, session);
        venue.Clock.Advance(TimeSpan.FromMinutes(41));
        await venue.CatchUpAsync(1);
        Assert.Equal(2, (await venue.ReadAsync(show)).Held);
        using var staff = await venue.SignedInAsync();

        var told = (await (await staff.OpenAsync("/admin/payments")).SubmitAsync(Form)).Expect(HttpStatusCode.OK);

        Assert.Contains("The payment is given up", told.Text, StringComparison.Ordinal);
        Assert.Null(told.Document.QuerySelector(Form));
        var order = await venue.OrderOfAsync(session);
        Assert.Single(await venue.AuditAsync(order.Id), entry => entry.Action == "order.payment-given-up");
        await venue.RunAsync<Ticketing.Holds.HoldExpiry>();
        Assert.Equal(0, (await venue.ReadAsync(show)).Held);
        await venue.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task One_that_the_provider_knows_is_settled_by_what_it_says(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var session = await venue.OpenPageAsync(await venue.PublishAsync());
        await venue.Stripe.PayAsync(session.Id);
        venue.Clock.Advance(TimeSpan.FromMinutes(41));

        Assert.Equal(GivenUp.Settled, await GiveUpAsync(venue, session));

        Assert.Equal(PaymentStatus.Paid, (await venue.PaymentOfAsync(session)).Status);
        await venue.AssertMoneyAsync();
    }

    [Theory, OnBothDatabases]
    public async Task One_before_its_deadline_or_without_an_answer_is_left_alone(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var session = await venue.OpenPageAsync(await venue.PublishAsync());
        await ForgetAsync(venue, session);

        // Our deadline has passed, but the other account's page could still be paid.
        venue.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(GivenUp.Settled, await GiveUpAsync(venue, session));
        Assert.Equal(PaymentStatus.Open, (await PaymentAsync(venue, session)).Status);

        venue.Clock.Advance(TimeSpan.FromMinutes(10));
        venue.Stripe.Faults.IsDown = true;
        Assert.Equal(GivenUp.ProviderAway, await GiveUpAsync(venue, session));
        Assert.Equal(PaymentStatus.Open, (await PaymentAsync(venue, session)).Status);
    }

    [Theory, OnBothDatabases]
    public async Task One_that_a_bank_worked_on_can_be_given_up_too_and_is_told_after_weeks(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        venue.Set("Payments:Stripe:DelayedMethods", "true");
        var session = await venue.OpenPageAsync(await venue.PublishAsync());
        await venue.Stripe.PayLaterAsync(session.Id);
        await venue.CatchUpAsync(1);
        await ForgetAsync(venue, session);
        using var staff = await venue.SignedInAsync();
        venue.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Null((await staff.OpenAsync("/admin")).Document.QuerySelector(Need));
        venue.Clock.Advance(TimeSpan.FromDays(2));
        using var later = await venue.SignedInAsync();
        Assert.NotNull((await later.OpenAsync("/admin")).Document.QuerySelector(Need));

        var told = await (await later.OpenAsync("/admin/payments")).SubmitAsync(Form);

        Assert.Contains("The payment is given up", told.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Those_that_are_unknown_do_not_keep_the_others_from_being_asked_about(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var show = await venue.PublishAsync();
        var sessions = new List<FakeSession>();
        for (var i = 0; i < 5; i++)
        {
            sessions.Add(await venue.OpenPageAsync(show));
            await (i < 4 ? ForgetAsync(venue, sessions[i]) : venue.Stripe.PayAsync(sessions[i].Id));
        }

        var asked = await venue.UseAsync<OpenPayments, AskedPayments>(open => open.AskAsync(Ct));

        Assert.Equal(new AskedPayments(5, 1, 4), asked);
        Assert.Equal(PaymentStatus.Paid, (await venue.PaymentOfAsync(sessions[4])).Status);
    }

    private const string Need = ".needs a[href^='/admin/payments']";
    private const string Form = "form[action*='handler=GiveUp']";

    // As after a change of Stripe account: the session id is unknown there.
    private static Task ForgetAsync(StripeVenue venue, FakeSession session) => venue.UseAsync<TicketingDbContext>(db =>
        db.WriteAsync(() => db.Set<Payment>().Where(p => p.SessionId == session.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.SessionId, $"cs_test_other{session.Id[^8..]}"), Ct), ct: Ct));

    private static async Task<Payment> PaymentAsync(StripeVenue venue, FakeSession session)
    {
        var order = await venue.OrderOfAsync(session);
        return await venue.UseAsync<TicketingDbContext, Payment>(db => db.Set<Payment>().AsNoTracking().SingleAsync(p => p.OrderId == order.Id, Ct));
    }

    private static async Task<GivenUp> GiveUpAsync(StripeVenue venue, FakeSession session)
    {
        var payment = await PaymentAsync(venue, session);
        return await venue.UseAsync<OpenPayments, GivenUp>(open => open.GiveUpAsync(payment.Id, Ct));
    }
}
