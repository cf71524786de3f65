using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Payments.Providers;

/// <summary>Tells the state at the provider and changes nothing there.</summary>
internal sealed class ReadOnlyGateway(IPaymentGateway gateway) : IPaymentGateway
{
    public PaymentProvider Provider => gateway.Provider;

    public Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct) => throw Error();

    public Task<SessionState> GetAsync(string sessionId, CancellationToken ct) => gateway.GetAsync(sessionId, ct);

    public Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct) => gateway.GetAsync(sessionId, ct);

    public Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct) => throw Error();

    private static PaymentProviderException Error() => new("Nothing is changed at the provider while a restore is rehearsed.");
}
