namespace Ticketing.Tickets;

public enum TicketStatus
{
    Valid,

    /// <summary>Refunded, transferred away or disputed: admits nobody.</summary>
    Void,
}

/// <summary>The right of one person to come in.</summary>
public sealed class Ticket
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid OrderId { get; init; }
    public required Guid EventId { get; init; }
    public required Guid TicketTypeId { get; init; }

    /// <summary>The ticket type's label when it was bought.</summary>
    public required string Category { get; init; }

    /// <summary>1, 2, 3 … within the order; with the order's reference, the ticket's name for people.</summary>
    public required int Number { get; init; }
    public required string Attendee { get; set; }
    public TicketStatus Status { get; private set; } = TicketStatus.Valid;

    /// <summary>Counts reissues: a code carries the issue it was made for, and only the latest is admitted.</summary>
    public int Issue { get; private set; } = 1;
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Since when it admits nobody, although it is valid: its payment is disputed, and staff wait for what comes of it.</summary>
    public DateTimeOffset? SuspendedAt { get; private set; }

    /// <summary>When somebody came in with it.</summary>
    public DateTimeOffset? CheckedInAt { get; private set; }

    /// <summary>The scan that let them in; null with <see cref="CheckedInAt"/>.</summary>
    public Guid? AdmissionId { get; private set; }
}
