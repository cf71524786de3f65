using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Apps;

namespace Ticketing.Tests.Features.Payments.Webhooks;

/// <summary>A Stripe ledger that records lookups and answers as scripted.</summary>
internal sealed class RecordingProviderLedger : IProviderLedger
{
    private readonly Lock gate = new();
    private readonly List<string> lookups = [];

    public PaymentProvider Provider => PaymentProvider.Stripe;

    /// <summary>In call order, for example "refund re_1".</summary>
    public IReadOnlyList<string> Lookups
    {
        get
        {
            lock (gate)
            {
                return [.. lookups];
            }
        }
    }

    /// <summary>Thrown by each lookup unless null.</summary>
    public Func<Exception?> CreateError { get; set; } = () => null;

    public Task<ProviderOrder?> FindOrderAsync(string paymentReference, CancellationToken ct) => Task.FromResult<ProviderOrder?>(null);

    public IAsyncEnumerable<ProviderPayment> ListPaymentsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        AsyncEnumerable.Empty<ProviderPayment>();

    public IAsyncEnumerable<ProviderRefund> ListRefundsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        AsyncEnumerable.Empty<ProviderRefund>();

    public IAsyncEnumerable<ProviderDispute> ListDisputesAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        AsyncEnumerable.Empty<ProviderDispute>();

    public IAsyncEnumerable<ProviderSession> ListOpenSessionsAsync(DateTimeOffset from, CancellationToken ct) =>
        AsyncEnumerable.Empty<ProviderSession>();

    public IAsyncEnumerable<ProviderRefund> ListRefundsForPaymentAsync(string paymentReference, CancellationToken ct) =>
        AsyncEnumerable.Empty<ProviderRefund>();

    public Task<ProviderPayment?> FindPaymentAsync(string reference, CancellationToken ct) =>
        LookUpAsync<ProviderPayment>($"payment {reference}", ct);

    public Task<ProviderRefund?> FindRefundAsync(string reference, CancellationToken ct) =>
        LookUpAsync<ProviderRefund>($"refund {reference}", ct);

    public Task<ProviderDispute?> FindDisputeAsync(string reference, CancellationToken ct) =>
        LookUpAsync<ProviderDispute>($"dispute {reference}", ct);

    // Simulates network latency.
    private async Task<T?> LookUpAsync<T>(string question, CancellationToken ct)
        where T : class
    {
        lock (gate)
        {
            lookups.Add(question);
        }

        await Task.Delay(1, ct);
        return CreateError() is { } trouble ? throw trouble : null;
    }
}

/// <summary>Receives Stripe webhooks and has a scripted ledger; payments go through the sandbox.</summary>
internal sealed class WebhookVenue(DatabaseProvider database, Action<IServiceCollection>? arrange = null) : TicketingApp(database)
{
    public RecordingProviderLedger Ledger { get; init; } = new();

    public LogCollector Log { get; } = new();

    public static WebhookVenue On(DatabaseProvider database, Action<IServiceCollection>? arrange = null) =>
        new WebhookVenue(database, arrange).UseStripeWebhooks();

    protected override void OverrideServices(IServiceCollection services)
    {
        services.AddSingleton<IProviderLedger>(Ledger);
        services.AddSingleton<ILoggerProvider>(Log);
        arrange?.Invoke(services);
    }
}
