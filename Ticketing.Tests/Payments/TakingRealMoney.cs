using System.Net;
using Microsoft.Extensions.Options;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.StripeCheckout;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Payments;

public sealed class TakingRealMoney
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_buyer_pays_at_Stripe_what_was_shown_here_line_by_line(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var show = await venue.PublishAsync();

        var session = await venue.OpenPageAsync(show, 2);
        Assert.Equal([("Standing", 1400L, 2L), ("Booking fee", 100L, 2L)], session.Lines.Select(line => (line.Name, line.UnitAmount, line.Quantity)));
        Assert.Equal(["card"], session.AllowedMethods);
        Assert.Equal("ada@example.com", session.CustomerEmail);
        await venue.Stripe.PayAsync(session.Id);
        await venue.CatchUpAsync();

        var (order, payment) = (await venue.OrderOfAsync(session), await venue.PaymentOfAsync(session));
        Assert.Equal((OrderStatus.Paid, 3000L, "Visa ending 4242"), (order.Status, order.Total, order.PaidWith));
        Assert.Equal((session.Intent!.Id, (long?)65, session.ExpiresAt), (payment.Reference, payment.Fee, payment.SessionExpiresAt));
        Assert.Equal(order.Id.ToString(), session.Intent.Metadata["order"]);
        Assert.Equal(payment.Id.ToString(), session.Metadata["payment"]);
        await venue.AssertMoneyAsync();
    }

    [Theory]
    [InlineData("JPY", 1400, 1470 + 30)]
    [InlineData("ISK", 4900, 517500)]
    [InlineData("UGX", 50000, 5253000)]
    [InlineData("HUF", 450000, 472530)]
    [InlineData("TWD", 80000, 84030)]
    [InlineData("KWD", 12340, 12990)]
    [InlineData("MGA", 5000000, 52500)]
    public async Task In_every_currency_to_the_minor_unit(string currency, long price, long charged)
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        venue.Set("Site:Currency", currency);
        var show = await venue.PublishAsync(new TypeDraft("Standing", price, 10));

        var session = await venue.OpenPageAsync(show);
        await venue.Stripe.PayAsync(session.Id);
        await venue.CatchUpAsync();

        Assert.Equal(charged, session.Total);
        Assert.Equal(OrderStatus.Paid, (await venue.OrderOfAsync(session)).Status);
        await venue.AssertInvariantsAsync();
    }

    [Fact]
    public async Task A_declined_card_leaves_the_page_open_and_another_card_pays()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        var session = await venue.OpenPageAsync(await venue.PublishAsync());

        await venue.Stripe.DeclineAsync(session.Id);
        await venue.CatchUpAsync(1);
        Assert.Equal(OrderStatus.Pending, (await venue.OrderOfAsync(session)).Status);
        await venue.Stripe.PayAsync(session.Id);
        await venue.CatchUpAsync(1);

        Assert.Equal(OrderStatus.Paid, (await venue.OrderOfAsync(session)).Status);
        await venue.AssertMoneyAsync();
    }

    [Theory, OnBothDatabases]
    public async Task At_the_deadline_the_page_is_closed_and_only_then_are_the_places_free(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var show = await venue.PublishAsync(new TypeDraft("Standing", 1400, 1));
        var session = await venue.OpenPageAsync(show);

        venue.Stripe.Faults.IsDown = true;
        venue.Clock.Advance(TimeSpan.FromMinutes(30));
        await venue.CatchUpAsync();
        Assert.Equal(1, (await venue.ReadAsync(show)).Held);

        venue.Stripe.Faults.Stop();
        await venue.CatchUpAsync();
        Assert.Equal(0, (await venue.ReadAsync(show)).Held);
        Assert.Equal(SessionStatus.Expired, venue.Stripe.Session(session.Id).Status);
        Assert.Equal(PaymentStatus.Expired, (await venue.PaymentOfAsync(session)).Status);
        await venue.AssertMoneyAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_pays_at_the_very_deadline_has_bought(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var session = await venue.OpenPageAsync(await venue.PublishAsync(new TypeDraft("Standing", 1400, 1)));

        venue.Clock.Advance(TimeSpan.FromMinutes(30));
        await venue.Stripe.PayAsync(session.Id);
        await venue.CatchUpAsync();

        Assert.Equal(OrderStatus.Paid, (await venue.OrderOfAsync(session)).Status);
        await venue.AssertMoneyAsync();
    }

    [Fact]
    public async Task An_address_that_Stripe_does_not_take_is_typed_there()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        var code = await venue.HeldAsync(await venue.PublishAsync(), "Standing", 1);

        Assert.IsType<StartOutcome.PayAt>(await venue.StartPaymentAsync(code, "ada@localhost"));

        Assert.Null(Assert.Single(venue.Stripe.Sessions).CustomerEmail);
    }

    [Fact]
    public async Task What_Stripe_will_not_charge_is_said_and_another_attempt_can_be_made()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        venue.Set("Pricing:BookingFeeFixed", "0");
        var show = await venue.PublishAsync(new TypeDraft("Penny", 1, 10));
        using var browser = venue.NewBrowser();

        var checkout = await browser.ChooseAsync(show, ("Penny", 1));
        var refused = (await checkout.FillInAsync()).Expect(HttpStatusCode.ServiceUnavailable);

        Assert.Contains("your tickets stay on hold", refused.Text, StringComparison.Ordinal);
        (await refused.FillInAsync()).Expect(HttpStatusCode.ServiceUnavailable);
        venue.Clock.Advance(TimeSpan.FromMinutes(31));
        await venue.CatchUpAsync();
        await venue.AssertMoneyAsync();
    }

    [Fact]
    public async Task Keys_of_another_account_lose_no_payment()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        var session = await venue.OpenPageAsync(await venue.PublishAsync());
        await using var elsewhere = await FakeStripeServer.StartAsync(new FakeStripeOptions { Clock = venue.Clock });

        using var account = new StripeAccount(Options.Create(new PaymentOptions { Stripe = { SecretKey = elsewhere.SecretKey, ApiBase = elsewhere.ApiBase } }));
        var gateway = new StripeGateway(account);

        await Assert.ThrowsAnyAsync<PaymentProviderException>(() => gateway.GetAsync(session.Id, Ct));
        await Assert.ThrowsAnyAsync<PaymentProviderException>(() => gateway.ExpireAsync(session.Id, Ct));
    }
}
