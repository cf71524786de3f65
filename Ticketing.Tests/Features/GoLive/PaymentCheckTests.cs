using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.GoLive;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class PaymentCheckTests
{
    private const string LiveKey = "sk_live_offline";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_payment_page_is_opened_at_Stripe_and_closed_at_once(DatabaseProvider database)
    {
        await using var venue = await OpenLiveAsync(database);
        await venue.AssertFindsAsync("payment", GoLiveStatus.Ok, "Stripe opened a payment page for £0.30 and closed it again.");
        var session = Assert.Single(venue.Stripe.Sessions);
        Assert.Equal((FakeSessionStatus.Expired, 30), (session.Status, session.Lines.Single().UnitAmount));
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory]
    [InlineData("GBP")]
    [InlineData("HUF")]
    [InlineData("JPY")]
    [InlineData("KWD")]
    [InlineData("MGA")]
    [InlineData("IDR")]
    [InlineData("ISK")]
    public async Task The_amount_is_one_that_Stripe_takes_in_any_currency(string currency)
    {
        await using var venue = await OpenLiveAsync(DatabaseProvider.Sqlite);
        venue.Set("Site:Currency", currency);
        await venue.AssertFindsAsync("payment", GoLiveStatus.Ok, "and closed it again");
    }

    [Fact]
    public async Task A_test_key_in_production_is_a_warning()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        await venue.AssertFindsAsync("payment", GoLiveStatus.Warn, "Payments:Stripe:SecretKey is a test key");
        Assert.Equal(FakeSessionStatus.Expired, Assert.Single(venue.Stripe.Sessions).Status);
    }

    [Theory, OnEitherDatabase]
    public async Task The_sandbox_is_tried_too_and_warned_of(DatabaseProvider database)
    {
        await using var venue = new GoLiveVenue(database);
        await venue.AssertFindsAsync("payment", GoLiveStatus.Warn, "Payments:Provider is Sandbox");
        await venue.UseAsync<TicketingDbContext>(async db =>
            Assert.Equal(SandboxStatus.Expired, (await db.Set<SandboxSession>().AsNoTracking().SingleAsync(Ct)).Status)
        );
        await venue.AssertInvariantsAsync();
    }

    [Fact]
    public async Task Without_a_provider_only_free_tickets_can_be_had()
    {
        await using var venue = new GoLiveVenue();
        venue.Set("Payments:Provider", "None");
        await venue.AssertFindsAsync("payment", GoLiveStatus.Warn, "only free tickets can be had");
        await venue.AssertFindsAsync("webhook", GoLiveStatus.Ok, "sends no messages");
    }

    [Fact]
    public async Task An_account_that_may_not_charge_yet_is_a_problem()
    {
        await using var venue = await OpenLiveAsync(DatabaseProvider.Sqlite, options => options with { ChargesEnabled = false });
        await venue.AssertFindsAsync("payment", GoLiveStatus.Fail, "Stripe does not let this account take payments yet");
        Assert.Empty(venue.Stripe.Sessions);
    }

    [Fact]
    public async Task A_key_that_Stripe_rejects_is_a_problem_and_is_not_repeated()
    {
        await using var venue = await OpenLiveAsync(DatabaseProvider.Sqlite);
        _ = venue.Services;
        await using var other = new StripeKeyVenue(venue.Stripe, "sk_live_revoked1234");
        await other.AssertFindsAsync("payment", GoLiveStatus.Fail, "Stripe does not know the secret key");
        Assert.DoesNotContain("revoked1234", (await other.CheckAsync("payment")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_of_Stripe_proves_nothing()
    {
        await using var venue = await OpenLiveAsync(DatabaseProvider.Sqlite);
        _ = venue.Services;
        venue.Stripe.Faults.IsDown = true;
        await venue.AssertFindsAsync("payment", GoLiveStatus.Warn, "Cannot tell from here: Stripe");
        await venue.AssertFindsAsync("payment", GoLiveStatus.Warn, ". Try again in a few minutes.");
    }

    [Fact]
    public async Task A_page_that_the_provider_does_not_open_is_a_problem()
    {
        await using var venue = new GoLiveVenue(arrange: services => services.AddSingleton<IPaymentGateway>(new RefusingGateway()));
        await venue.AssertFindsAsync(
            "payment",
            GoLiveStatus.Fail,
            "The sandbox opens no payment page: GBP is not enabled. Correct this in the settings, or in the provider’s dashboard."
        );
    }

    [Fact]
    public async Task A_page_on_a_host_that_our_pages_do_not_allow_is_a_problem_and_buyers_are_not_sent_there()
    {
        await using var venue = await OpenLiveAsync(DatabaseProvider.Sqlite);
        venue.Set("Payments:Stripe:CheckoutDomain", "pay.example.org");
        await venue.AssertFindsAsync(
            "payment",
            GoLiveStatus.Fail,
            "and our pages let browsers go to pay.example.org only. Set Payments:Stripe:CheckoutDomain to"
        );
        await venue.RunJobAsync<PaymentPageJob>();
        Assert.Equal(1, venue.Log.Count("Buyers cannot pay: "));
        var hold = await venue.PlaceHoldAsync(await venue.PublishEventAsync(), "Standing", 1);
        Assert.IsType<StartOutcome.PageBlocked>(await venue.StartPaymentAsync(hold));
    }

    [Fact]
    public async Task A_page_that_cannot_be_closed_is_told()
    {
        await using var venue = await OpenLiveAsync(DatabaseProvider.Sqlite);
        venue.Stripe.Faults.FailNext(ApiRoute.ExpireSession, Fault.ErrorInstead, times: 5);
        await venue.AssertFindsAsync("payment", GoLiveStatus.Warn, "did not close it");
    }

    [Theory, OnEitherDatabase]
    public async Task The_check_makes_Stripe_send_a_message_which_proves_the_endpoint(DatabaseProvider database)
    {
        await using var venue = await OpenLiveAsync(database);
        await venue.AssertFindsAsync("webhook", GoLiveStatus.Warn, "add the endpoint https://tickets.example/webhooks/stripe");
        venue.DeliverWebhooks();
        await venue.CheckAsync("payment");
        await venue.Stripe.Webhooks.WaitForDeliveriesAsync();
        await venue.AssertFindsAsync("webhook", GoLiveStatus.Ok, "The last message came on Mon 3 Feb 2031, 12:00.");

        // About no order of ours.
        await venue.RunJobAsync<WebhookJob>();
        await venue.UseAsync<TicketingDbContext>(async db =>
            Assert.All(await db.Set<WebhookEvent>().AsNoTracking().ToListAsync(Ct), e => Assert.Equal(WebhookStatus.Ignored, e.Status))
        );
        venue.Clock.Advance(TimeSpan.FromDays(8));
        await venue.AssertFindsAsync("webhook", GoLiveStatus.Warn, "No message has come since Mon 3 Feb 2031");
    }

    private static Task<StripeVenue> OpenLiveAsync(DatabaseProvider database, Func<FakeStripeOptions, FakeStripeOptions>? change = null) =>
        StripeVenue.OpenAsync(
            database,
            options =>
            {
                var live = options with { SecretKey = LiveKey };
                return change?.Invoke(live) ?? live;
            }
        );

    private sealed class RefusingGateway : IPaymentGateway
    {
        public PaymentProvider Provider => PaymentProvider.Sandbox;

        public Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct) =>
            throw new PaymentRefusedException("GBP is not enabled.");

        public Task<SessionState> GetAsync(string sessionId, CancellationToken ct) => throw new NotSupportedException();

        public Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct) => throw new NotSupportedException();

        public Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct) => throw new NotSupportedException();
    }

    /// <summary>Does not try the key at the start.</summary>
    private sealed class StripeKeyVenue : TicketingApp
    {
        public StripeKeyVenue(FakeStripeServer stripe, string key)
        {
            this.UseStripe(stripe);
            Set("Payments:Stripe:SecretKey", key);
        }
    }
}
