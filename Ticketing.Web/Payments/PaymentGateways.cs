using Ticketing.Settings;

namespace Ticketing.Payments;

/// <summary>
/// Finds the gateway that a payment was opened with, also after the venue has changed its provider: another one would know nothing of it.
/// </summary>
public sealed class PaymentGateways(IEnumerable<IPaymentGateway> gateways)
{
    public IPaymentGateway Of(PaymentProvider provider) => gateways.LastOrDefault(g => g.Provider == provider)
        ?? throw new PaymentProviderException($"This program does not speak with the payment provider {provider}.");
}
