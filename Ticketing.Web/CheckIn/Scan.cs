namespace Ticketing.CheckIn;

/// <summary>What the door answered.</summary>
public enum ScanResult
{
    Admitted,

    /// <summary>The ticket had admitted somebody before.</summary>
    AlreadyIn,

    /// <summary>A good ticket, for another event.</summary>
    WrongEvent,

    /// <summary>Refunded; or valid, and suspended while its payment is disputed.</summary>
    Void,

    /// <summary>The code was made before the ticket was issued anew.</summary>
    Replaced,

    /// <summary>The event itself is cancelled.</summary>
    Cancelled,

    /// <summary>The event was days ago.</summary>
    Expired,

    /// <summary>It has the form of a ticket code, and we did not sign it.</summary>
    Forged,

    /// <summary>No ticket code at all, or of a ticket that is not in the books.</summary>
    Unknown,

    /// <summary>Not a refusal: an admission that was taken back.</summary>
    Undone,
}

/// <summary>One attempt to come in, or to take an admission back. Written once, never changed. What was scanned is not kept.</summary>
public sealed class Scan
{
    public const int KeyWidth = 64;
    public const int GateWidth = 40;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Made by the device for this attempt: the same attempt sent again finds its first answer.</summary>
    public required string Key { get; init; }

    /// <summary>Whose door it was, whatever the ticket says.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Null where no ticket of ours was recognised.</summary>
    public Guid? TicketId { get; init; }
    public required ScanResult Result { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The member of staff; null: the program itself.</summary>
    public Guid? ById { get; init; }

    /// <summary>As they were called then.</summary>
    public required string ByName { get; init; }

    /// <summary>Which of the venue's doors, in staff's own words; may be empty.</summary>
    public required string Gate { get; init; }

    /// <summary>Let in from the list, without a code.</summary>
    public bool IsByHand { get; init; }
}
