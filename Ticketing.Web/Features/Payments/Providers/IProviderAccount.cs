using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Payments.Providers;

/// <param name="IsKeyKnown">False if the provider rejects the secret key.</param>
/// <param name="CanCharge">Null if the key may not read it.</param>
/// <param name="Now">By the provider's clock; null if it does not say.</param>
public sealed record ProviderAccount(bool IsKeyKnown, bool? CanCharge, DateTimeOffset? Now);

/// <summary>The venue's account at a provider.</summary>
public interface IProviderAccount
{
    PaymentProvider Provider { get; }

    /// <summary>In minor units: no payment below this is accepted.</summary>
    long GetMinAmount(string currency);

    /// <exception cref="PaymentProviderException">The provider did not answer.</exception>
    Task<ProviderAccount> ReadAsync(CancellationToken ct);
}
