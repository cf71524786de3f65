using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Insights.Today;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Checkout;

/// <summary>PostgreSQL rejects values longer than the column; SQLite stores any length.</summary>
public sealed class ProviderResponseLimitTests
{
    [Theory, OnEitherDatabase]
    public async Task Overlong_provider_texts_are_truncated_and_the_sale_stands(DatabaseProvider database)
    {
        await using var app = new VerboseVenue(database)
        {
            Paid = new SessionState.Paid(new string('r', 400), string.Concat(Enumerable.Repeat("💳", 200)), default),
        };

        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);

        Assert.Equal(OrderStatus.Paid, order.Status);
        Assert.Equal(new string('r', 254) + "…", order.PaymentReference);
        Assert.Equal(string.Concat(Enumerable.Repeat("💳", 49)) + "…", order.PaidWith);
    }

    [Theory, OnEitherDatabase]
    public async Task An_unexpected_amount_sells_nothing_and_waits_for_staff(DatabaseProvider database)
    {
        await using var app = new VerboseVenue(database) { Paid = new SessionState.Paid("r", "Card", new Money(1, "GBP")) };

        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.RunJobAsync<PaymentSettlementJob>();

        Assert.Equal(OrderStatus.Pending, (await app.FindOrderAsync(order.Reference))!.Status);
        var needs = await app.UseAsync<ActionItemQueries, IReadOnlyList<ActionItem>>(attention =>
            attention.GetAsync(isSuperAdmin: false, TestContext.Current.CancellationToken)
        );
        Assert.Contains(new ActionItem.PaymentsUnresolved(1), needs);
    }

    [Theory]
    [OnEitherDatabase("/pay", 256)]
    [OnEitherDatabase("https://provider.example/pay", 3000)]
    public async Task A_session_too_long_to_store_counts_as_a_failure(DatabaseProvider database, string page, int length)
    {
        await using var app = new VerboseVenue(database)
        {
            Session = page == "/pay" ? new(new string('s', length), page) : new("s", page.PadRight(length, 'y')),
        };
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));

        var refused = (await checkout.SubmitBuyerAsync()).ExpectStatus(HttpStatusCode.ServiceUnavailable);

        Assert.Contains("we’re still holding your tickets", refused.Text, StringComparison.Ordinal);
    }

    private sealed class VerboseVenue(DatabaseProvider database) : TicketingApp(database)
    {
        public SessionState.Paid? Paid { get; init; }

        public PaymentSession? Session { get; init; }

        protected override void OverrideServices(IServiceCollection services) =>
            services.AddScoped<IPaymentGateway>(provider => new Gateway(provider.GetRequiredService<SandboxGateway>(), this));
    }

    private sealed class Gateway(SandboxGateway sandbox, VerboseVenue says) : IPaymentGateway
    {
        public PaymentProvider Provider => PaymentProvider.Sandbox;

        public async Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct) =>
            says.Session ?? await sandbox.OpenAsync(request, ct);

        public async Task<SessionState> GetAsync(string sessionId, CancellationToken ct) => Override(await sandbox.GetAsync(sessionId, ct));

        public async Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct) =>
            Override(await sandbox.ExpireAsync(sessionId, ct));

        public Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct) => sandbox.RefundAsync(request, ct);

        private SessionState Override(SessionState state) =>
            state is SessionState.Paid paid && says.Paid is { } said
                ? said with
                {
                    Amount = said.Amount == default ? paid.Amount : said.Amount,
                }
                : state;
    }
}
