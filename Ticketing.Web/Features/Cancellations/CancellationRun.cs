namespace Ticketing.Features.Cancellations;

public enum CancellationEntryStatus
{
    Pending,

    /// <summary>Tickets voided, email queued if the buyer gave an address, refund pending.</summary>
    RefundPending,

    Refunded,

    /// <summary>Needs attention from staff.</summary>
    Failed,
}

/// <summary>Refunds and emails all buyers of a cancelled event. Resumes after a restart.</summary>
public sealed class CancellationRun
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }

    /// <summary>Added to the email to buyers. May be empty.</summary>
    public required string Message { get; init; }

    /// <summary>Name at the time.</summary>
    public required string RequestedBy { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; private set; }
}

public sealed class CancellationEntry
{
    public required Guid RunId { get; init; }
    public required Guid OrderId { get; init; }
    public CancellationEntryStatus Status { get; private set; } = CancellationEntryStatus.Pending;
    public int Attempts { get; private set; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Null until the refund is recorded, and if nothing was left to refund.</summary>
    public Guid? RefundId { get; private set; }

    public string? Error { get; private set; }
}
