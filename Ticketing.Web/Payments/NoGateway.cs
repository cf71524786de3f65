namespace Ticketing.Payments;

/// <summary>Stands where no provider is configured. Paid tickets are off sale then, so that only a leftover payment can come here.</summary>
internal sealed class NoGateway : IPaymentGateway
{
    public Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct) => throw NotConfigured();

    public Task<SessionState> GetAsync(string sessionId, CancellationToken ct) => throw NotConfigured();

    public Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct) => throw NotConfigured();

    private static PaymentProviderException NotConfigured() => new("No payment provider is configured (Payments:Provider).");
}
