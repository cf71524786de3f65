using System.Net;
using Microsoft.Extensions.Time.Testing;
using Stripe;
using Stripe.Checkout;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Payments.TheDouble;

/// <summary>Calls the fake through the real client library over HTTP, without automatic retries.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly HttpClient http = new();

    private Shop(FakeStripeServer stripe, FakeTimeProvider clock)
    {
        Stripe = stripe;
        Clock = clock;
        Client = NewClient(stripe.SecretKey);
    }

    public FakeStripeServer Stripe { get; }
    public FakeTimeProvider Clock { get; }
    public StripeClient Client { get; }
    public SessionService Sessions => Client.V1.Checkout.Sessions;

    public static async Task<Shop> OpenAsync(FakeStripeOptions? options = null)
    {
        OutboundCalls.Watch();
        var clock = new FakeTimeProvider(TicketingApp.Start);
        return new Shop(await FakeStripeServer.StartAsync((options ?? new FakeStripeOptions()) with { Clock = clock }), clock);
    }

    public StripeClient NewClient(string key, TimeSpan? patience = null, int retries = 0) => new(new StripeClientOptions
    {
        ApiKey = key,
        ApiBase = Stripe.ApiBase,
        HttpClient = new SystemNetHttpClient(patience is null ? http : new HttpClient { Timeout = patience.Value }, maxNetworkRetries: retries),
    });

    public SessionCreateOptions Order(long amount = 2500, string currency = "gbp", long quantity = 1) => new()
    {
        Mode = "payment",
        ClientReferenceId = "BR-7K2M4",
        CustomerEmail = "ada@example.org",
        SuccessUrl = "https://tickets.example/payments/return/abc?session={CHECKOUT_SESSION_ID}",
        CancelUrl = "https://tickets.example/checkout/abc",
        ExpiresAt = Clock.GetUtcNow().UtcDateTime.AddMinutes(31),
        Metadata = new() { ["order"] = "order-1" },
        PaymentIntentData = new() { Description = "Blue Room", Metadata = new() { ["order"] = "order-1" } },
        LineItems = [new() { Quantity = quantity, PriceData = new() { Currency = currency, UnitAmount = amount, ProductData = new() { Name = "Standing" } } }],
    };

    public Task<Session> CreateAsync(SessionCreateOptions? order = null, string? key = null) =>
        Sessions.CreateAsync(order ?? Order(), new RequestOptions { IdempotencyKey = key }, TestContext.Current.CancellationToken);

    public async Task<Session> CreatePaidAsync(long amount = 2500)
    {
        var session = await CreateAsync(Order(amount));
        await Stripe.PayAsync(session.Id);
        return await GetAsync(session.Id);
    }

    /// <returns>Payment intent ids, oldest first.</returns>
    public async Task<IReadOnlyList<string>> PaidAsync(int count, TimeSpan apart = default)
    {
        List<string> intents = [];
        for (var i = 0; i < count; i++)
        {
            intents.Add((await CreatePaidAsync()).PaymentIntentId);
            Clock.Advance(apart);
        }

        return intents;
    }

    public Task<Session> GetAsync(string id, params string[] expand) =>
        Sessions.GetAsync(id, new SessionGetOptions { Expand = [.. expand] }, cancellationToken: TestContext.Current.CancellationToken);

    public Task<Refund> RefundAsync(string intent, long? amount = null, string? key = null) =>
        Client.V1.Refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = intent, Amount = amount, Metadata = new() { ["refund"] = "refund-1" } },
            new RequestOptions { IdempotencyKey = key }, TestContext.Current.CancellationToken);

    public static async Task<StripeException> RefusedAsync(Func<Task> act) => await Assert.ThrowsAsync<StripeException>(act);

    /// <summary>Also checks Stripe's error shape: https://docs.stripe.com/api/errors.</summary>
    public static async Task<StripeException> RefusedAsync(
        Func<Task> act, string? code, string? param, HttpStatusCode status = HttpStatusCode.BadRequest, string type = "invalid_request_error")
    {
        var refused = await RefusedAsync(act);
        var error = refused.StripeError;
        Assert.Equal((status, type, code, param), (refused.HttpStatusCode, error.Type, error.Code, error.Param));
        Assert.Equal(code is null ? null : $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}", error.DocUrl);
        Assert.Equal(error.Message, refused.Message);
        Assert.StartsWith("req_", refused.StripeResponse.RequestId, StringComparison.Ordinal);
        return refused;
    }

    public async ValueTask DisposeAsync()
    {
        await Stripe.DisposeAsync();
        http.Dispose();
        OutboundCalls.AssertNone();
    }
}
