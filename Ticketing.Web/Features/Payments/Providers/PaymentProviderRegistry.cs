using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Payments.Providers;

/// <summary>Finds the gateway or ledger of a provider, even if the venue has changed its provider since a payment was opened.</summary>
public sealed class PaymentProviderRegistry(IEnumerable<IPaymentGateway> gateways, IEnumerable<IProviderLedger> ledgers)
{
    /// <summary>While a restore is rehearsed: payment pages and refunds are those of the venue that goes on selling.</summary>
    public bool IsReadOnly { get; set; }

    public IPaymentGateway GetGateway(PaymentProvider provider)
    {
        var found =
            FindGateway(provider)
            ?? throw new PaymentProviderException($"This program does not speak with the payment provider {provider}.");
        return IsReadOnly ? new ReadOnlyGateway(found) : found;
    }

    /// <inheritdoc cref="IPaymentGateway.OpensInTransaction"/>
    public bool OpensInTransaction(PaymentProvider provider) => !IsReadOnly && FindGateway(provider) is { OpensInTransaction: true };

    public IProviderLedger GetLedger(PaymentProvider provider) =>
        FindLedger(provider) ?? throw new PaymentProviderException($"This program cannot read the books of {provider}.");

    public IEnumerable<PaymentProvider> ProvidersWithLedger => ledgers.Select(ledger => ledger.Provider).Distinct();

    /// <returns>Null if the provider offers no records.</returns>
    public IProviderLedger? FindLedger(PaymentProvider provider) => ledgers.LastOrDefault(ledger => ledger.Provider == provider);

    // The last registration for a provider wins, as everywhere in dependency injection.
    private IPaymentGateway? FindGateway(PaymentProvider provider) => gateways.LastOrDefault(gateway => gateway.Provider == provider);
}
