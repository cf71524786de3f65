using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Payments.Providers;

/// <summary>Finds the gateway that a payment was opened with, even if the venue has changed its provider since.</summary>
public sealed class PaymentGateways(IEnumerable<IPaymentGateway> gateways)
{
    public IPaymentGateway Get(PaymentProvider provider) =>
        gateways.LastOrDefault(g => g.Provider == provider)
        ?? throw new PaymentProviderException($"This program does not speak with the payment provider {provider}.");
}
