namespace Ticketing.Features.Tickets;

public enum TicketStatus
{
    Valid,

    /// <summary>Refunded, transferred or disputed.</summary>
    Void,
}

public sealed class Ticket
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid OrderId { get; init; }
    public required Guid EventId { get; init; }
    public required Guid TicketTypeId { get; init; }

    /// <summary>The ticket type's label at purchase.</summary>
    public required string Category { get; init; }

    /// <summary>Counts from 1 within the order.</summary>
    public required int Number { get; init; }
    public required string Attendee { get; set; }
    public TicketStatus Status { get; private set; } = TicketStatus.Valid;

    /// <summary>Raised by each reissue; only codes of the latest issue are admitted.</summary>
    public int Issue { get; private set; } = 1;
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Not admitted, though valid: the payment is disputed.</summary>
    public DateTimeOffset? SuspendedAt { get; private set; }
    public DateTimeOffset? CheckedInAt { get; private set; }

    /// <summary>The admitting scan.</summary>
    public Guid? AdmissionId { get; private set; }
}
