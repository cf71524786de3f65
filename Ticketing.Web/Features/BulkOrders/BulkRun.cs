namespace Ticketing.Features.BulkOrders;

public enum BulkAction
{
    /// <summary>Email the tickets again.</summary>
    Resend,
    Refund,
}

public enum BulkEntryStatus
{
    Pending,

    /// <summary>The email is queued, or the refund recorded: how that ends is in its own row.</summary>
    Done,

    /// <summary>The order no longer qualified when its turn came.</summary>
    Skipped,

    /// <summary>Needs attention from staff.</summary>
    Failed,
}

/// <summary>Why an order is left out.</summary>
public enum BulkSkipReason
{
    NotPaid,
    AlreadyRefunded,

    /// <summary>The buyer's bank has the money or may take it.</summary>
    Disputed,

    /// <summary>In cash or on the card terminal: staff refund each order by hand.</summary>
    PaidAtVenue,
    NoEmail,

    /// <summary>The mailbox has had too many emails lately.</summary>
    MailLimit,

    /// <summary>Its cancellation refunds every order, and tells the buyers.</summary>
    EventCancelled,

    /// <summary>The email was queued, but nothing needed to be sent any more, or staff set it aside. Never stored.</summary>
    MailDropped,
}

/// <summary>Started by staff for many orders at once. A background job does the work, and resumes after a restart.</summary>
public sealed class BulkRun
{
    /// <summary>Of the form, so that a form sent twice starts one run.</summary>
    public required Guid Id { get; init; }
    public required BulkAction Action { get; init; }

    /// <summary>For the records of refunds. May be empty.</summary>
    public required string Reason { get; init; }
    public required bool KeepBookingFee { get; init; }

    /// <summary>Number of chosen orders that were left out from the start.</summary>
    public required int LeftOut { get; init; }
    public required Guid? RequestedById { get; init; }

    /// <summary>Name at the time.</summary>
    public required string RequestedBy { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null until every entry has had its turn.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Null unless staff stopped it.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }

    /// <summary>Name at the time.</summary>
    public string? StoppedBy { get; private set; }
}

public sealed class BulkEntry
{
    public required Guid RunId { get; init; }
    public required Guid OrderId { get; init; }
    public BulkEntryStatus Status { get; private set; } = BulkEntryStatus.Pending;
    public int Attempts { get; private set; }
    public required DateTimeOffset DueAt { get; init; }
    public Guid? RefundId { get; private set; }

    /// <summary>Null for one that was skipped because staff stopped the run before its turn.</summary>
    public BulkSkipReason? SkipReason { get; private set; }

    /// <summary>Type of the error that the program met.</summary>
    public string? Error { get; private set; }
}
