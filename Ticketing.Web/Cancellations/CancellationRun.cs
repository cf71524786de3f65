namespace Ticketing.Cancellations;

public enum EntryStatus
{
    /// <summary>Nothing has been done for this order yet.</summary>
    Pending,

    /// <summary>Its tickets are void, its buyer is told, and the money is on its way.</summary>
    Told,

    /// <summary>Done: all that goes back has gone back.</summary>
    Refunded,

    /// <summary>Staff have to look: the provider refused, or something else stands in the way again and again.</summary>
    Failed,
}

/// <summary>An event that is being called off: every order of it is refunded and every buyer told, whatever is restarted meanwhile.</summary>
public sealed class CancellationRun
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }

    /// <summary>What buyers are told besides. May be empty.</summary>
    public required string Message { get; init; }

    /// <summary>As they were called then.</summary>
    public required string RequestedBy { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while anything is left to do.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }
}

/// <summary>What a run has done for one order.</summary>
public sealed class CancellationEntry
{
    public required Guid RunId { get; init; }
    public required Guid OrderId { get; init; }
    public EntryStatus Status { get; private set; } = EntryStatus.Pending;
    public int Attempts { get; private set; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Null before it is written, and where nothing was left to refund.</summary>
    public Guid? RefundId { get; private set; }

    /// <summary>What stood in the way last.</summary>
    public string? Error { get; private set; }
}
