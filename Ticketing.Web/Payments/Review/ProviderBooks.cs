using Ticketing.Settings;

namespace Ticketing.Payments.Review;

/// <summary>What was read of the provider's books; things of others than this box office among them.</summary>
public sealed record ProviderBooks(
    PaymentProvider Provider,
    IReadOnlyList<ProviderPayment> Payments,
    IReadOnlyList<ProviderRefund> Refunds,
    IReadOnlyList<ProviderDispute> Disputes);
