using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Providers;

public enum ProviderPaymentStatus
{
    NotPaid,

    Processing,
    Paid,
}

/// <param name="PaymentId">Ours, from the metadata; null if we did not create the payment.</param>
/// <param name="Fee">Minor units; null if unknown or in another currency.</param>
public sealed record ProviderPayment(
    string Reference,
    Guid? PaymentId,
    ProviderPaymentStatus Status,
    Money Amount,
    long Refunded,
    long? Fee,
    DateTimeOffset CreatedAt
);

/// <param name="RefundId">Ours, from the metadata; null if it was made elsewhere, such as in the provider's dashboard.</param>
/// <param name="IdempotencyKey">Ours; null if it was made elsewhere.</param>
public sealed record ProviderRefund(
    string PaymentReference,
    Guid? RefundId,
    string? IdempotencyKey,
    Money Amount,
    RefundState State,
    DateTimeOffset CreatedAt
)
{
    public string Reference => State.Reference;

    /// <summary>Of the tickets that it refunds; empty if it was made elsewhere.</summary>
    public IReadOnlyList<int> TicketNumbers { get; init; } = [];
}

public sealed record ProviderDispute
{
    public required string Reference { get; init; }
    public required string PaymentReference { get; init; }
    public required Money Amount { get; init; }
    public required string Reason { get; init; }
    public required DisputeStatus Status { get; init; }
    public required bool IsWithdrawn { get; init; }
    public required DateTimeOffset? RespondBy { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
}

/// <summary>Minor units.</summary>
public sealed record ProviderOrderLine(Guid TicketTypeId, int Quantity, long UnitFaceValue, long UnitBookingFee);

/// <summary>An order as the metadata of its payment describes it.</summary>
public sealed record ProviderOrder
{
    public required Guid OrderId { get; init; }
    public required Guid PaymentId { get; init; }
    public required string OrderReference { get; init; }
    public required string SessionId { get; init; }
    public required Guid EventId { get; init; }

    /// <summary>Null if it was opened by a version that did not say.</summary>
    public required Guid? VenueId { get; init; }
    public required IReadOnlyList<ProviderOrderLine> Lines { get; init; }
    public required string BuyerEmail { get; init; }

    /// <summary>As typed at the provider; empty if unknown.</summary>
    public required string BuyerName { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A payment page of this program.</summary>
/// <param name="VenueId">Null if it was opened by a version that did not say.</param>
public sealed record ProviderSession(string Id, Guid PaymentId, Guid? VenueId);

/// <summary>Every call may throw <see cref="PaymentProviderException"/>.</summary>
public interface IProviderLedger
{
    PaymentProvider Provider { get; }

    /// <summary>By creation time, newest first; <paramref name="until"/> is exclusive.</summary>
    IAsyncEnumerable<ProviderPayment> ListPaymentsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct);

    /// <inheritdoc cref="ListPaymentsAsync"/>
    IAsyncEnumerable<ProviderRefund> ListRefundsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct);

    /// <inheritdoc cref="ListPaymentsAsync"/>
    IAsyncEnumerable<ProviderDispute> ListDisputesAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct);

    /// <summary>Opened since then, and may still be paid.</summary>
    IAsyncEnumerable<ProviderSession> ListOpenSessionsAsync(DateTimeOffset from, CancellationToken ct);

    IAsyncEnumerable<ProviderRefund> ListRefundsForPaymentAsync(string paymentReference, CancellationToken ct);

    /// <returns>Null if the provider has no such record.</returns>
    Task<ProviderPayment?> FindPaymentAsync(string reference, CancellationToken ct);

    /// <inheritdoc cref="FindPaymentAsync"/>
    Task<ProviderRefund?> FindRefundAsync(string reference, CancellationToken ct);

    /// <inheritdoc cref="FindPaymentAsync"/>
    Task<ProviderDispute?> FindDisputeAsync(string reference, CancellationToken ct);

    /// <summary>To rebuild an order that a restored backup does not have.</summary>
    /// <returns>Null if the payment is not ours, or its metadata does not describe the order.</returns>
    Task<ProviderOrder?> FindOrderAsync(string paymentReference, CancellationToken ct);
}
