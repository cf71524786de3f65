using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Payments;
using Ticketing.Settings;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Payments.Webhooks;

/// <summary>A Stripe ledger that records lookups and answers as scripted.</summary>
internal sealed class Books : IProviderLedger
{
    private readonly Lock turn = new();
    private readonly List<string> asked = [];

    public PaymentProvider Provider => PaymentProvider.Stripe;

    /// <summary>In call order, for example "refund re_1".</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (turn)
            {
                return [.. asked];
            }
        }
    }

    /// <summary>Thrown by each lookup unless null.</summary>
    public Func<Exception?> Trouble { get; set; } = () => null;

    public IAsyncEnumerable<ProviderPayment> PaymentsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) => AsyncEnumerable.Empty<ProviderPayment>();

    public IAsyncEnumerable<ProviderRefund> RefundsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) => AsyncEnumerable.Empty<ProviderRefund>();

    public IAsyncEnumerable<ProviderDispute> DisputesAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) => AsyncEnumerable.Empty<ProviderDispute>();

    public IAsyncEnumerable<ProviderRefund> RefundsOfAsync(string paymentReference, CancellationToken ct) => AsyncEnumerable.Empty<ProviderRefund>();

    public Task<ProviderPayment?> FindPaymentAsync(string reference, CancellationToken ct) => AnswerAsync<ProviderPayment>($"payment {reference}", ct);

    public Task<ProviderRefund?> FindRefundAsync(string reference, CancellationToken ct) => AnswerAsync<ProviderRefund>($"refund {reference}", ct);

    public Task<ProviderDispute?> FindDisputeAsync(string reference, CancellationToken ct) => AnswerAsync<ProviderDispute>($"dispute {reference}", ct);

    // Simulates network latency.
    private async Task<T?> AnswerAsync<T>(string question, CancellationToken ct)
        where T : class
    {
        lock (turn)
        {
            asked.Add(question);
        }

        await Task.Delay(1, ct);
        return Trouble() is { } trouble ? throw trouble : null;
    }
}

/// <summary>Receives Stripe webhooks and has a scripted ledger; payments go through the sandbox.</summary>
internal sealed class HearingVenue(DatabaseProvider database, Action<IServiceCollection>? arrange = null) : TicketingApp(database)
{
    public Books Books { get; init; } = new();

    public LogBook Log { get; } = new();

    public static HearingVenue On(DatabaseProvider database, Action<IServiceCollection>? arrange = null) =>
        new HearingVenue(database, arrange).HearingFromStripe();

    protected override void Arrange(IServiceCollection services)
    {
        services.AddSingleton<IProviderLedger>(Books);
        services.AddSingleton<ILoggerProvider>(Log);
        arrange?.Invoke(services);
    }
}
