using Ticketing.Payments.Disputes;
using Ticketing.Settings;

namespace Ticketing.Payments;

public enum ProviderPaymentStatus
{
    NotPaid,

    Processing,
    Paid,
}

/// <param name="PaymentId">Ours, from the metadata; null if we did not create the payment.</param>
/// <param name="Fee">Minor units; null if unknown or in another currency.</param>
public sealed record ProviderPayment(
    string Reference, Guid? PaymentId, ProviderPaymentStatus Status, Money Amount, long Refunded, long? Fee, DateTimeOffset At);

/// <param name="RefundId">Ours, from the metadata; null if it was made elsewhere, such as in the provider's dashboard.</param>
/// <param name="Key">Ours; null if it was made elsewhere.</param>
public sealed record ProviderRefund(
    string PaymentReference, Guid? RefundId, string? Key, Money Amount, RefundState State, DateTimeOffset At)
{
    public string Reference => State.Reference;
}

public sealed record ProviderDispute(
    string Reference, string PaymentReference, Money Amount, string Reason, DisputeStatus Status, bool IsWithdrawn,
    DateTimeOffset? RespondBy, DateTimeOffset OpenedAt);

/// <summary>Every call may throw <see cref="PaymentProviderException"/>.</summary>
public interface IProviderLedger
{
    PaymentProvider Provider { get; }

    /// <summary>By creation time, newest first; <paramref name="until"/> is exclusive.</summary>
    IAsyncEnumerable<ProviderPayment> PaymentsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct);

    /// <inheritdoc cref="PaymentsAsync"/>
    IAsyncEnumerable<ProviderRefund> RefundsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct);

    /// <inheritdoc cref="PaymentsAsync"/>
    IAsyncEnumerable<ProviderDispute> DisputesAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct);

    IAsyncEnumerable<ProviderRefund> RefundsOfAsync(string paymentReference, CancellationToken ct);

    /// <returns>Null if the provider has no such record.</returns>
    Task<ProviderPayment?> FindPaymentAsync(string reference, CancellationToken ct);

    /// <inheritdoc cref="FindPaymentAsync"/>
    Task<ProviderRefund?> FindRefundAsync(string reference, CancellationToken ct);

    /// <inheritdoc cref="FindPaymentAsync"/>
    Task<ProviderDispute?> FindDisputeAsync(string reference, CancellationToken ct);
}
