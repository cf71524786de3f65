using System.Net;
using Microsoft.Extensions.Time.Testing;
using Stripe;
using Stripe.Checkout;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

/// <summary>Calls the fake through the real client library over HTTP, without automatic retries.</summary>
internal sealed class StripeTestClient : IAsyncDisposable
{
    private readonly HttpClient http = new();

    private StripeTestClient(FakeStripeServer stripe, FakeTimeProvider clock)
    {
        Stripe = stripe;
        Clock = clock;
        Client = NewClient(stripe.SecretKey);
    }

    public FakeStripeServer Stripe { get; }
    public FakeTimeProvider Clock { get; }
    public StripeClient Client { get; }
    public SessionService Sessions => Client.V1.Checkout.Sessions;

    public static async Task<StripeTestClient> StartAsync(FakeStripeOptions? options = null)
    {
        OutboundConnections.Watch();
        var clock = new FakeTimeProvider(TicketingApp.Start);
        return new StripeTestClient(await FakeStripeServer.StartAsync((options ?? new FakeStripeOptions()) with { Clock = clock }), clock);
    }

    public StripeClient NewClient(string key, TimeSpan? timeout = null, int maxRetries = 0) =>
        new(
            new StripeClientOptions
            {
                ApiKey = key,
                ApiBase = Stripe.ApiBase,
                HttpClient = new SystemNetHttpClient(
                    timeout is null ? http : new HttpClient { Timeout = timeout.Value },
                    maxNetworkRetries: maxRetries
                ),
            }
        );

    public SessionCreateOptions CreateSessionOptions(long amount = 2500, string currency = "gbp", long quantity = 1) =>
        new()
        {
            Mode = "payment",
            ClientReferenceId = "BR-7K2M4",
            CustomerEmail = "ada@example.org",
            SuccessUrl = "https://tickets.example/payments/return/abc?session={CHECKOUT_SESSION_ID}",
            CancelUrl = "https://tickets.example/checkout/abc",
            ExpiresAt = Clock.GetUtcNow().UtcDateTime.AddMinutes(31),
            Metadata = new() { ["order"] = "order-1" },
            PaymentIntentData = new()
            {
                Description = "Blue Room",
                Metadata = new() { ["order"] = "order-1" },
            },
            LineItems =
            [
                new()
                {
                    Quantity = quantity,
                    PriceData = new()
                    {
                        Currency = currency,
                        UnitAmount = amount,
                        ProductData = new() { Name = "Standing" },
                    },
                },
            ],
        };

    public Task<Session> CreateSessionAsync(SessionCreateOptions? order = null, string? key = null) =>
        Sessions.CreateAsync(
            order ?? CreateSessionOptions(),
            new RequestOptions { IdempotencyKey = key },
            TestContext.Current.CancellationToken
        );

    public async Task<Session> CreatePaidSessionAsync(long amount = 2500)
    {
        var session = await CreateSessionAsync(CreateSessionOptions(amount));
        await Stripe.PayAsync(session.Id);
        return await GetSessionAsync(session.Id);
    }

    /// <returns>Payment intent ids, oldest first.</returns>
    public async Task<IReadOnlyList<string>> CreatePaidIntentsAsync(int count, TimeSpan interval = default)
    {
        List<string> intents = [];
        for (var i = 0; i < count; i++)
        {
            intents.Add((await CreatePaidSessionAsync()).PaymentIntentId);
            Clock.Advance(interval);
        }

        return intents;
    }

    public Task<Session> GetSessionAsync(string id, params string[] expand) =>
        Sessions.GetAsync(id, new SessionGetOptions { Expand = [.. expand] }, cancellationToken: TestContext.Current.CancellationToken);

    public Task<Refund> RefundAsync(string intent, long? amount = null, string? key = null) =>
        Client.V1.Refunds.CreateAsync(
            new RefundCreateOptions
            {
                PaymentIntent = intent,
                Amount = amount,
                Metadata = new() { ["refund"] = "refund-1" },
            },
            new RequestOptions { IdempotencyKey = key },
            TestContext.Current.CancellationToken
        );

    public static async Task<StripeException> AssertRefusedAsync(Func<Task> act) => await Assert.ThrowsAsync<StripeException>(act);

    /// <summary>Also checks Stripe's error shape: https://docs.stripe.com/api/errors.</summary>
    public static async Task<StripeException> AssertRefusedAsync(
        Func<Task> act,
        string? code,
        string? param,
        HttpStatusCode status = HttpStatusCode.BadRequest,
        string type = "invalid_request_error"
    )
    {
        var refused = await AssertRefusedAsync(act);
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
        OutboundConnections.AssertNone();
    }
}
