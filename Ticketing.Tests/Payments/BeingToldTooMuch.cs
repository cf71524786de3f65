using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Insights.Today;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Payments;

/// <summary>PostgreSQL rejects values longer than the column; SQLite stores any length.</summary>
public sealed class BeingToldTooMuch
{
    [Theory, OnBothDatabases]
    public async Task What_was_paid_is_sold_however_long_the_providers_words_for_it(DatabaseProvider database)
    {
        await using var app = new Talkative(database) { Paid = new SessionState.Paid(new string('r', 400), string.Concat(Enumerable.Repeat("💳", 200)), default) };

        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 1);

        Assert.Equal(OrderStatus.Paid, order.Status);
        Assert.Equal(new string('r', 254) + "…", order.PaymentReference);
        Assert.Equal(string.Concat(Enumerable.Repeat("💳", 49)) + "…", order.PaidWith);
    }

    [Theory, OnBothDatabases]
    public async Task Another_amount_than_was_asked_for_sells_nothing_and_waits_for_a_person(DatabaseProvider database)
    {
        await using var app = new Talkative(database) { Paid = new SessionState.Paid("r", "Card", new Money(1, "GBP")) };

        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 1);
        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.RunAsync<PaymentReconciler>();

        Assert.Equal(OrderStatus.Pending, (await app.OrderAsync(order.Reference))!.Status);
        var needs = await app.UseAsync<Attention, IReadOnlyList<Need>>(attention => attention.ReadAsync(people: false, TestContext.Current.CancellationToken));
        Assert.Contains(new Need.PaymentsUnclear(1), needs);
    }

    [Theory]
    [OnBothDatabases("/pay", 256)]
    [OnBothDatabases("https://provider.example/pay", 3000)]
    public async Task A_session_that_cannot_be_kept_is_as_good_as_none(DatabaseProvider database, string page, int length)
    {
        await using var app = new Talkative(database) { Session = page == "/pay" ? new(new string('s', length), page) : new("s", page.PadRight(length, 'y')) };
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseAsync(await app.PublishAsync(), ("Standing", 1));

        var refused = (await checkout.FillInAsync()).Expect(HttpStatusCode.ServiceUnavailable);

        Assert.Contains("your tickets stay on hold", refused.Text, StringComparison.Ordinal);
    }

    private sealed class Talkative(DatabaseProvider database) : TicketingApp(database)
    {
        public SessionState.Paid? Paid { get; init; }

        public PaymentSession? Session { get; init; }

        protected override void Arrange(IServiceCollection services) => services.AddScoped<IPaymentGateway>(provider =>
            new Gateway(provider.GetRequiredService<SandboxGateway>(), this));
    }

    private sealed class Gateway(SandboxGateway sandbox, Talkative says) : IPaymentGateway
    {
        public PaymentProvider Provider => PaymentProvider.Sandbox;

        public async Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct) => says.Session ?? await sandbox.OpenAsync(request, ct);

        public async Task<SessionState> GetAsync(string sessionId, CancellationToken ct) => Embellish(await sandbox.GetAsync(sessionId, ct));

        public async Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct) => Embellish(await sandbox.ExpireAsync(sessionId, ct));

        public Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct) => sandbox.RefundAsync(request, ct);

        private SessionState Embellish(SessionState state) =>
            state is SessionState.Paid paid && says.Paid is { } said ? said with { Amount = said.Amount == default ? paid.Amount : said.Amount } : state;
    }
}
