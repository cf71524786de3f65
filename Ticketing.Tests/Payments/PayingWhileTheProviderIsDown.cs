using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Holds;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Payments;

public sealed class PayingWhileTheProviderIsDown(PayingWhileTheProviderIsDown.Outages venues) : IClassFixture<PayingWhileTheProviderIsDown.Outages>
{
    private Outage app = null!;

    [Theory, OnBothDatabases]
    public async Task The_tickets_stay_on_hold_and_trying_again_later_works(DatabaseProvider database)
    {
        app = (Outage)venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseAsync(await app.PublishAsync(), ("Standing", 1));
        app.IsDown = true;
        var refused = (await checkout.FillInAsync()).Expect(HttpStatusCode.ServiceUnavailable);
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
        app = (Outage)venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseAsync(await app.PublishAsync(), ("Standing", 1));
        await checkout.FillInAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        app.IsDown = true;
        (await checkout.FillInAsync()).Expect(HttpStatusCode.ServiceUnavailable);
        app.IsDown = false;
        (await checkout.FillInAsync()).Expect(HttpStatusCode.Gone);
    }

    [Theory, OnBothDatabases]
    public async Task Tickets_are_not_given_back_while_they_might_be_paid(DatabaseProvider database)
    {
        app = (Outage)venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseAsync(await app.PublishAsync(), ("Standing", 1));
        await checkout.FillInAsync();
        app.IsDown = true;
        var waiting = await checkout.SubmitAsync(".release");
        Assert.Contains("We are confirming your payment", waiting.Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        var hold = await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(checkout.Code(), TestContext.Current.CancellationToken));
        Assert.Equal(HoldStatus.InPayment, hold!.Status);
        app.IsDown = false;
    }

    public sealed class Outages : Venues
    {
        protected override TicketingApp Open(DatabaseProvider database) => new Outage(database);
    }

    private sealed class Outage(DatabaseProvider database) : TicketingApp(database)
    {
        public bool IsDown { get; set; }

        protected override void Arrange(IServiceCollection services) => services.AddScoped<IPaymentGateway>(provider =>
            new Line(provider.GetRequiredService<SandboxGateway>(), this));
    }

    private sealed class Line(SandboxGateway sandbox, Outage outage) : IPaymentGateway
    {
        public PaymentProvider Provider => PaymentProvider.Sandbox;

        public Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct) => Reach().OpenAsync(request, ct);

        public Task<SessionState> GetAsync(string sessionId, CancellationToken ct) => Reach().GetAsync(sessionId, ct);

        public Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct) => Reach().ExpireAsync(sessionId, ct);

        public Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct) => Reach().RefundAsync(request, ct);

        private SandboxGateway Reach() => outage.IsDown ? throw new PaymentProviderException("The provider is down.") : sandbox;
    }
}
