using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
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
        Assert.Contains("we’re still holding your tickets", refused.Text, StringComparison.Ordinal);
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
        Assert.Contains("We’re confirming your payment", waiting.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        var hold = await app.UseAsync<TicketHolds, Hold?>(holds =>
            holds.FindAsync(checkout.GetLastPathSegment(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(HoldStatus.InPayment, hold!.Status);
        app.IsDown = false;
    }

    [Theory, OnBothDatabases]
    public async Task A_payment_that_fails_unexpectedly_does_not_block_the_others(DatabaseProvider database)
    {
        app = (OutageVenue)venues.On(database);
        var show = await app.PublishEventAsync();
        var (broken, other) = (await StartPaymentAsync(show), await StartPaymentAsync(show));
        app.BrokenSession = broken.PageUrl.Split('/')[^1];
        await app.SetSandboxOutcomeAsync(broken, SandboxStatus.Paid);
        await app.SetSandboxOutcomeAsync(other, SandboxStatus.Paid);
        app.Clock.Advance(PaymentSettlementJob.CheckInterval);
        await app.RunJobAsync<PaymentSettlementJob>();
        Assert.Equal(1, await CountPaidAsync(show));

        app.BrokenSession = null;
        app.Clock.Advance(PaymentSettlementJob.CheckInterval);
        await app.RunJobAsync<PaymentSettlementJob>();
        Assert.Equal(2, await CountPaidAsync(show));
        await app.AssertInvariantsAsync();
    }

    private async Task<StartOutcome.Redirect> StartPaymentAsync(Event show) =>
        Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(await app.PlaceHoldAsync(show, "Standing", 1)));

    private Task<int> CountPaidAsync(Event show) =>
        app.UseAsync<TicketingDbContext, int>(db =>
            db.Set<Order>().CountAsync(o => o.EventId == show.Id && o.Status == OrderStatus.Paid, TestContext.Current.CancellationToken)
        );

    public sealed class OutageFixture : VenueFixture
    {
        protected override TicketingApp Create(DatabaseProvider database) => new OutageVenue(database);
    }

    private sealed class OutageVenue(DatabaseProvider database) : TicketingApp(database)
    {
        public bool IsDown { get; set; }

        /// <summary>The answer about it cannot be understood.</summary>
        public string? BrokenSession { get; set; }

        protected override void OverrideServices(IServiceCollection services) =>
            services.AddScoped<IPaymentGateway>(provider => new Gateway(provider.GetRequiredService<SandboxGateway>(), this));
    }

    private sealed class Gateway(SandboxGateway sandbox, OutageVenue outage) : IPaymentGateway
    {
        public PaymentProvider Provider => PaymentProvider.Sandbox;

        public Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct) => Reach().OpenAsync(request, ct);

        public Task<SessionState> GetAsync(string sessionId, CancellationToken ct) =>
            sessionId == outage.BrokenSession ? throw new InvalidOperationException("No such state.") : Reach().GetAsync(sessionId, ct);

        public Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct) => Reach().ExpireAsync(sessionId, ct);

        public Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct) => Reach().RefundAsync(request, ct);

        private SandboxGateway Reach() => outage.IsDown ? throw new PaymentProviderException("The provider is down.") : sandbox;
    }
}
