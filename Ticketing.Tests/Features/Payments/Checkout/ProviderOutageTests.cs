using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Holds;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Checkout;

public sealed class ProviderOutageTests(ProviderOutageTests.OutageFixture venues) : IClassFixture<ProviderOutageTests.OutageFixture>
{
    private OutageVenue app = null!;

    [Theory, OnBothDatabases]
    public async Task The_tickets_stay_on_hold_and_trying_again_later_works(DatabaseProvider database)
    {
        app = (OutageVenue)venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));
        app.IsDown = true;
        var refused = (await checkout.SubmitBuyerAsync()).ExpectStatus(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("your tickets stay on hold", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Try again", refused.Document.QuerySelector("#details button")!.TextContent.Trim());

        app.IsDown = false;
        var order = await (await refused.SubmitAsync("#details")).PayAsync("paid");
        Assert.Single(order.Document.QuerySelectorAll(".pass"));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_payment_past_its_deadline_waits_for_the_provider_and_charges_nobody_twice(DatabaseProvider database)
    {
        app = (OutageVenue)venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));
        await checkout.SubmitBuyerAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        app.IsDown = true;
        (await checkout.SubmitBuyerAsync()).ExpectStatus(HttpStatusCode.ServiceUnavailable);
        app.IsDown = false;
        (await checkout.SubmitBuyerAsync()).ExpectStatus(HttpStatusCode.Gone);
    }

    [Theory, OnBothDatabases]
    public async Task Tickets_are_not_released_while_they_might_be_paid(DatabaseProvider database)
    {
        app = (OutageVenue)venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));
        await checkout.SubmitBuyerAsync();
        app.IsDown = true;
        var waiting = await checkout.SubmitAsync(".release");
        Assert.Contains("We are confirming your payment", waiting.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        var hold = await app.UseAsync<TicketHolds, Hold?>(holds =>
            holds.FindAsync(checkout.GetLastPathSegment(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(HoldStatus.InPayment, hold!.Status);
        app.IsDown = false;
    }

    public sealed class OutageFixture : VenueFixture
    {
        protected override TicketingApp Create(DatabaseProvider database) => new OutageVenue(database);
    }

    private sealed class OutageVenue(DatabaseProvider database) : TicketingApp(database)
    {
        public bool IsDown { get; set; }

        protected override void OverrideServices(IServiceCollection services) =>
            services.AddScoped<IPaymentGateway>(provider => new Gateway(provider.GetRequiredService<SandboxGateway>(), this));
    }

    private sealed class Gateway(SandboxGateway sandbox, OutageVenue outage) : IPaymentGateway
    {
        public PaymentProvider Provider => PaymentProvider.Sandbox;

        public Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct) => Reach().OpenAsync(request, ct);

        public Task<SessionState> GetAsync(string sessionId, CancellationToken ct) => Reach().GetAsync(sessionId, ct);

        public Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct) => Reach().ExpireAsync(sessionId, ct);

        public Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct) => Reach().RefundAsync(request, ct);

        private SandboxGateway Reach() => outage.IsDown ? throw new PaymentProviderException("The provider is down.") : sandbox;
    }
}
