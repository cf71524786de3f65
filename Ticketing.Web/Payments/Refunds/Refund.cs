using Ticketing.Settings;

namespace Ticketing.Payments.Refunds;

public enum RefundStatus
{
    /// <summary>Written down; the provider is asked, again and again if need be.</summary>
    Pending,
    Succeeded,

    /// <summary>Refused by the provider: staff decide whether to try again.</summary>
    Failed,
}

public enum RefundCause
{
    Staff,

    /// <summary>The payment came when its places were gone.</summary>
    PaidTooLate,
    EventCancelled,
}

/// <summary>Money that goes back to a buyer. Written in the transaction that makes its tickets void; a worker does the rest.</summary>
public sealed class Refund
{
    private readonly List<RefundLine> lines = [];

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid OrderId { get; init; }

    /// <summary>Null where nothing was paid online: free of charge, or handed back in cash.</summary>
    public required Guid? PaymentId { get; init; }
    public required RefundCause Cause { get; init; }

    /// <summary>Minor units; 0 for free tickets.</summary>
    public required long Amount { get; init; }
    public required string Currency { get; init; }

    /// <summary>Why, in the words of who asked for it. May be empty.</summary>
    public required string Reason { get; init; }
    public RefundStatus Status { get; private set; } = RefundStatus.Pending;

    /// <summary>Sent with every call: repeated after a crash it pays back once. A new one only after the provider has refused.</summary>
    public required string IdempotencyKey { get; init; }
    public int Attempts { get; private set; }
    public required DateTimeOffset NextTryAt { get; init; }

    /// <summary>The provider's name for it.</summary>
    public string? ProviderReference { get; init; }
    public string? LastError { get; private set; }

    /// <summary>As they were called then.</summary>
    public required string RequestedBy { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When the provider said yes or no.</summary>
    public DateTimeOffset? SettledAt { get; private set; }
    public IReadOnlyList<RefundLine> Lines => lines;

    public Money Money => new(Amount, Currency);

    /// <summary>Not through the provider: somebody hands it back.</summary>
    public bool IsCash => PaymentId is null && Amount > 0;

    internal void Add(RefundLine line) => lines.Add(line);
}

/// <summary>What goes back for one ticket. Minor units.</summary>
public sealed class RefundLine
{
    public Guid RefundId { get; init; }
    public required Guid TicketId { get; init; }

    /// <summary>The ticket's number within its order.</summary>
    public required int Number { get; init; }
    public required string Category { get; init; }
    public required long FaceValue { get; init; }

    /// <summary>0 where the venue kept it.</summary>
    public required long BookingFee { get; init; }

    public long Total => FaceValue + BookingFee;
}
