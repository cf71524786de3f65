using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Payments.Reconciliation;

/// <summary>Records read from the provider, possibly including other systems' payments.</summary>
public sealed record ProviderRecords(
    PaymentProvider Provider,
    IReadOnlyList<ProviderPayment> Payments,
    IReadOnlyList<ProviderRefund> Refunds,
    IReadOnlyList<ProviderDispute> Disputes
);
