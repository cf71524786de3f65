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

/// <summary>A payment that the provider does not know would keep its places for ever: staff may end it, and only such a one.</summary>
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
        venue.Clock.Advance(TimeSpan.FromMinutes(31));
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
        venue.Clock.Advance(TimeSpan.FromMinutes(31));

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
        Assert.Equal(GivenUp.Settled, await GiveUpAsync(venue, session));
        Assert.Equal(PaymentStatus.Open, (await PaymentAsync(venue, session)).Status);

        venue.Clock.Advance(TimeSpan.FromMinutes(31));
        venue.Stripe.Faults.IsDown = true;
        Assert.Equal(GivenUp.ProviderAway, await GiveUpAsync(venue, session));
        Assert.Equal(PaymentStatus.Open, (await PaymentAsync(venue, session)).Status);
    }

    private const string Form = "form[action*='handler=GiveUp']";

    // As after a change of account: its name means nothing there.
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
