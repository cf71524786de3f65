using Ticketing.Settings;

namespace Ticketing.Payments.Review;

/// <summary>Records read from the provider, possibly including other systems' payments.</summary>
public sealed record ProviderBooks(
    PaymentProvider Provider,
    IReadOnlyList<ProviderPayment> Payments,
    IReadOnlyList<ProviderRefund> Refunds,
    IReadOnlyList<ProviderDispute> Disputes);
