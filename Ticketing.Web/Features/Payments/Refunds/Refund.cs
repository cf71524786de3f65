using System.Globalization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Refunds;

public enum RefundStatus
{
    Pending,
    Succeeded,

    /// <summary>Refused by the provider: staff decide whether to retry.</summary>
    Failed,
}

public enum RefundCause
{
    /// <summary>Decided by staff, or by the buyer within an offer of theirs.</summary>
    Staff,

    /// <summary>The payment arrived after its places were gone, or the order was already paid.</summary>
    PaidTooLate,
    EventCancelled,

    /// <summary>In the provider's dashboard. Has no reason, and no lines until its tickets are voided.</summary>
    MadeAtProvider,
}

/// <summary>The way in which staff pay a refund back that the provider has refused.</summary>
public enum ManualRefundMethod
{
    BankTransfer,
    Cash,
}

/// <summary>Recorded in the transaction that voids its tickets; a background job then asks the provider.</summary>
public sealed class Refund
{
    private readonly List<RefundLine> lines = [];

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid OrderId { get; init; }

    /// <summary>Null if nothing was paid online: free tickets, or a sale at the box office.</summary>
    public required Guid? PaymentId { get; init; }
    public required RefundCause Cause { get; init; }

    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }
    public required string Currency { get; init; }

    public required string Reason { get; init; }
    public RefundStatus Status { get; private set; } = RefundStatus.Pending;

    /// <summary>A retry after a crash refunds once. Changes only after the provider has refused.</summary>
    public required string IdempotencyKey { get; init; }
    public int Attempts { get; private set; }
    public required DateTimeOffset NextTryAt { get; init; }

    public string? ProviderReference { get; init; }
    public string? LastError { get; private set; }

    /// <summary>Name at the time.</summary>
    public required string RequestedBy { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Replaces the provider's refund, which has failed; null otherwise.</summary>
    public ManualRefundMethod? ManualMethod { get; private set; }

    /// <summary>Null until staff have paid a <see cref="IsManual">manual</see> refund back.</summary>
    public DateTimeOffset? HandedBackAt { get; private set; }

    /// <summary>Name at the time.</summary>
    public string? HandedBackBy { get; private set; }

    /// <summary>
    /// 1, 2, 3 … over all settled refunds of sales, without a gap. Kept if the buyer's bank returns the money: the venue still owes it.
    /// </summary>
    public long? CreditNoteNumber { get; private set; }
    public DateTimeOffset? CreditNoteAt { get; private set; }

    /// <summary>"C-000012"; empty without a credit note.</summary>
    public string CreditNoteLabel =>
        CreditNoteNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"C-{number:000000}") : "";

    public IReadOnlyList<RefundLine> Lines => lines;

    public Money Money => new(Amount, Currency);

    /// <summary>Paid back by staff instead of by the provider.</summary>
    public bool IsManual => Amount > 0 && (PaymentId is null || ManualMethod is not null);

    /// <summary>Staff still have to pay it back.</summary>
    public bool IsOwed => IsManual && HandedBackAt is null;

    /// <summary>
    /// Lessens what the sale brought in, from the request on. One that has failed is still owed to the buyer. A payment that came too late
    /// never was a sale.
    /// </summary>
    public bool ReducesSale => Cause != RefundCause.PaidTooLate;

    internal void Add(RefundLine line) => lines.Add(line);
}

/// <summary>Minor units.</summary>
public sealed class RefundLine
{
    public Guid RefundId { get; init; }
    public required Guid TicketId { get; init; }

    public required int Number { get; init; }
    public required string Category { get; init; }
    public required long FaceValue { get; init; }

    /// <summary>0 if the venue keeps it.</summary>
    public required long BookingFee { get; init; }

    public long Total => FaceValue + BookingFee;
}
