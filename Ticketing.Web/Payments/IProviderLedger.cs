using Ticketing.Payments.Disputes;
using Ticketing.Settings;

namespace Ticketing.Payments;

public enum ProviderPaymentStatus
{
    /// <summary>Not paid: begun, refused or given up.</summary>
    NotPaid,

    /// <summary>The buyer has done all; the bank takes its days.</summary>
    Processing,
    Paid,
}

/// <summary>A payment as the provider's books have it.</summary>
/// <param name="PaymentId">Ours, as we told it when the payment was opened; null where it is none of ours.</param>
/// <param name="Fee">Minor units of the payment's currency; null where the provider does not say, or says it in another currency.</param>
public sealed record ProviderPayment(
    string Reference, Guid? PaymentId, ProviderPaymentStatus Status, Money Amount, long Refunded, long? Fee, DateTimeOffset At);

/// <summary>A refund as the provider's books have it.</summary>
/// <param name="RefundId">Ours, as we told it; null where it was made elsewhere, in the provider's dashboard for one.</param>
/// <param name="Key">The key that it was asked with; null where it was made elsewhere.</param>
public sealed record ProviderRefund(
    string PaymentReference, Guid? RefundId, string? Key, Money Amount, RefundState State, DateTimeOffset At)
{
    public string Reference => State.Reference;
}

/// <summary>A dispute as the provider's books have it.</summary>
/// <inheritdoc cref="Dispute"/>
public sealed record ProviderDispute(
    string Reference, string PaymentReference, Money Amount, string Reason, DisputeStatus Status, bool IsWithdrawn,
    DateTimeOffset? RespondBy, DateTimeOffset OpenedAt);

/// <summary>
/// The provider's books, read only: where our process ends. Each call may throw <see cref="PaymentProviderException"/>: nothing is known.
/// </summary>
public interface IProviderLedger
{
    PaymentProvider Provider { get; }

    /// <summary>Begun in the span, its end excluded; the latest first.</summary>
    IAsyncEnumerable<ProviderPayment> PaymentsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct);

    /// <inheritdoc cref="PaymentsAsync"/>
    IAsyncEnumerable<ProviderRefund> RefundsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct);

    /// <inheritdoc cref="PaymentsAsync"/>
    IAsyncEnumerable<ProviderDispute> DisputesAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct);

    IAsyncEnumerable<ProviderRefund> RefundsOfAsync(string paymentReference, CancellationToken ct);

    /// <returns>Null where the provider knows none of that name.</returns>
    Task<ProviderPayment?> FindPaymentAsync(string reference, CancellationToken ct);

    /// <inheritdoc cref="FindPaymentAsync"/>
    Task<ProviderRefund?> FindRefundAsync(string reference, CancellationToken ct);

    /// <inheritdoc cref="FindPaymentAsync"/>
    Task<ProviderDispute?> FindDisputeAsync(string reference, CancellationToken ct);
}
