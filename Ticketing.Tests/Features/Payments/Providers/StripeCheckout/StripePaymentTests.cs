using System.Net;
using Microsoft.Extensions.Options;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.StripeCheckout;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Providers.StripeCheckout;

public sealed class StripePaymentTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_Stripe_session_has_the_orders_lines_and_amounts(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var show = await venue.PublishEventAsync();

        var session = await venue.OpenPaymentPageAsync(show, 2);
        Assert.Equal(
            [("Standing", 1400L, 2L), ("Booking fee", 100L, 2L)],
            session.Lines.Select(line => (line.Name, line.UnitAmount, line.Quantity))
        );
        Assert.Equal(["card"], session.AllowedMethods);
        Assert.Equal("ada@example.com", session.CustomerEmail);
        await venue.Stripe.PayAsync(session.Id);
        await venue.RunPaymentJobsAsync();

        var (order, payment) = (await venue.GetOrderAsync(session), await venue.GetPaymentAsync(session));
        Assert.Equal((OrderStatus.Paid, 3000L, "Visa ending 4242"), (order.Status, order.Total, order.PaidWith));
        Assert.Equal((session.Intent!.Id, (long?)65, session.ExpiresAt), (payment.Reference, payment.Fee, payment.SessionExpiresAt));
        Assert.Equal(order.Id.ToString(), session.Intent.Metadata["order"]);
        Assert.Equal(payment.Id.ToString(), session.Metadata["payment"]);
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Fact]
    public async Task The_payment_page_is_in_the_language_in_which_the_order_was_placed()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        var show = await venue.PublishEventAsync(
            new TicketTypeDraft("Standing", 1400, 10, t => t.Translations = TextTranslations.None.With("de", "Category", "Stehplatz"))
        );
        foreach (
            var (tag, locale, type, fee) in new[]
            {
                ("en-GB", "en-GB", "Standing", "Booking fee"),
                ("de", "de", "Stehplatz", "Vorverkaufsgebühr"),
                // Stripe's page has no Arabic.
                ("ar", "auto", "Standing", "رسوم الحجز"),
            }
        )
        {
            var code = await venue.PlaceHoldAsync(show, "Standing", 1);
            using (ShippedLanguages.Find(tag)!.Use())
            {
                var buyer = new Buyer("Ada Lovelace", "ada@example.com", "");
                await venue.UseAsync<PlaceOrder, PlaceOutcome>(orders => orders.PlaceAsync(code, buyer, expectedTotal: null, Ct));
            }

            var session = await venue.OpenPaymentPageForHoldAsync(code);
            Assert.Equal(locale, session.EchoedParameters["locale"]);
            Assert.Equal([type, fee], session.Lines.Select(line => line.Name));
        }
    }

    [Theory]
    [InlineData("false", "Card|Apple Pay|Google Pay")]
    [InlineData("true", "Card|Apple Pay|Google Pay|Bank payment")]
    public async Task The_checkout_says_that_Stripe_comes_next_and_what_it_takes(string delayedMethods, string methods)
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        venue.Set("Payments:Stripe:DelayedMethods", delayedMethods);
        using var browser = venue.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(await venue.PublishEventAsync(), ("Standing", 1));
        var pay = checkout.Document.QuerySelector(".pay")!;
        Assert.Contains("Next: secure payment with Stripe.", pay.TextContent, StringComparison.Ordinal);
        Assert.Equal(methods.Split('|'), pay.QuerySelectorAll(".methods li").Select(item => item.TextContent));
    }

    [Theory]
    [InlineData("JPY", 1400, 1470 + 30)]
    [InlineData("ISK", 4900, 517500)]
    [InlineData("UGX", 50000, 5253000)]
    [InlineData("HUF", 450000, 472530)]
    [InlineData("TWD", 80000, 84030)]
    [InlineData("KWD", 12340, 12990)]
    [InlineData("MGA", 5000000, 52500)]
    public async Task Charges_match_to_the_minor_unit_in_every_currency(string currency, long price, long charged)
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        venue.Set("Site:Currency", currency);
        var show = await venue.PublishEventAsync(new TicketTypeDraft("Standing", price, 10));

        var session = await venue.OpenPaymentPageAsync(show);
        await venue.Stripe.PayAsync(session.Id);
        await venue.RunPaymentJobsAsync();

        Assert.Equal(charged, session.Total);
        Assert.Equal(OrderStatus.Paid, (await venue.GetOrderAsync(session)).Status);
        await venue.AssertInvariantsAsync();
    }

    [Fact]
    public async Task A_declined_card_leaves_the_page_open_and_another_card_pays()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        var session = await venue.OpenPaymentPageAsync(await venue.PublishEventAsync());

        await venue.Stripe.DeclineAsync(session.Id);
        await venue.RunPaymentJobsAsync(1);
        Assert.Equal(OrderStatus.Pending, (await venue.GetOrderAsync(session)).Status);
        await venue.Stripe.PayAsync(session.Id);
        await venue.RunPaymentJobsAsync(1);

        Assert.Equal(OrderStatus.Paid, (await venue.GetOrderAsync(session)).Status);
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task The_session_is_expired_at_the_deadline_before_stock_is_released(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var show = await venue.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        var session = await venue.OpenPaymentPageAsync(show);

        venue.Stripe.Faults.IsDown = true;
        venue.Clock.Advance(TimeSpan.FromMinutes(30));
        await venue.RunPaymentJobsAsync();
        Assert.Equal(1, (await venue.GetEventAsync(show)).Held);

        venue.Stripe.Faults.Stop();
        await venue.RunPaymentJobsAsync();
        Assert.Equal(0, (await venue.GetEventAsync(show)).Held);
        Assert.Equal(FakeSessionStatus.Expired, venue.Stripe.Session(session.Id).Status);
        Assert.Equal(PaymentStatus.Expired, (await venue.GetPaymentAsync(session)).Status);
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_payment_exactly_at_the_deadline_counts(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        var session = await venue.OpenPaymentPageAsync(await venue.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1)));

        venue.Clock.Advance(TimeSpan.FromMinutes(30));
        await venue.Stripe.PayAsync(session.Id);
        await venue.RunPaymentJobsAsync();

        Assert.Equal(OrderStatus.Paid, (await venue.GetOrderAsync(session)).Status);
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Fact]
    public async Task An_email_that_Stripe_rejects_is_left_out()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        var code = await venue.PlaceHoldAsync(await venue.PublishEventAsync(), "Standing", 1);

        Assert.IsType<StartOutcome.Redirect>(await venue.StartPaymentAsync(code, "ada@localhost"));

        Assert.Null(Assert.Single(venue.Stripe.Sessions).CustomerEmail);
    }

    [Fact]
    public async Task An_amount_that_Stripe_never_charges_is_not_to_be_tried_again()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        var show = await venue.PublishEventAsync(new TicketTypeDraft("Palace", 100_000_000, 10));
        using var browser = venue.NewBrowser();

        var checkout = await browser.ChooseTicketsAsync(show, ("Palace", 1));
        var refused = (await checkout.SubmitBuyerAsync()).ExpectStatus(HttpStatusCode.Conflict);

        Assert.Contains("can’t be paid for online", refused.Text, StringComparison.Ordinal);
        var notice = refused.Document.QuerySelector(".notice.error")!.TextContent;
        Assert.DoesNotContain("try again", notice, StringComparison.OrdinalIgnoreCase);
        (await refused.SubmitBuyerAsync()).ExpectStatus(HttpStatusCode.Conflict);
        venue.Clock.Advance(TimeSpan.FromMinutes(31));
        await venue.RunPaymentJobsAsync();
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Fact]
    public async Task Keys_of_another_account_raise_a_provider_error()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        var session = await venue.OpenPaymentPageAsync(await venue.PublishEventAsync());
        await using var elsewhere = await FakeStripeServer.StartAsync(new FakeStripeOptions { Clock = venue.Clock });

        using var account = new StripeApiClient(
            Options.Create(new PaymentOptions { Stripe = { SecretKey = elsewhere.SecretKey, ApiBase = elsewhere.ApiBase } })
        );
        var gateway = new StripeGateway(account);

        await Assert.ThrowsAnyAsync<PaymentProviderException>(() => gateway.GetAsync(session.Id, Ct));
        await Assert.ThrowsAnyAsync<PaymentProviderException>(() => gateway.ExpireAsync(session.Id, Ct));
    }

    [Fact]
    public async Task A_question_that_Stripe_refuses_raises_a_provider_error()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);

        await venue.UseAsync<PaymentProviderRegistry>(async providers =>
        {
            var ledger = providers.GetLedger(PaymentProvider.Stripe);
            await Assert.ThrowsAsync<PaymentProviderException>(() => ledger.FindOrderAsync("pi_of_another_account", Ct));
            await Assert.ThrowsAsync<PaymentProviderException>(() =>
                ledger.ListRefundsForPaymentAsync("pi_of_another_account", Ct).ToListAsync(Ct).AsTask()
            );
        });
    }
}
