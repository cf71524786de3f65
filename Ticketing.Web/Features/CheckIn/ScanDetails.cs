using Ticketing.Features.Events;
using Ticketing.Features.Tickets;

namespace Ticketing.Features.CheckIn;

public sealed record CheckInTicket
{
    public required Guid Id { get; init; }
    public required string Attendee { get; init; }
    public required string Category { get; init; }

    /// <summary>Of the ticket type, such as "bring your student card". May be empty.</summary>
    public required string Note { get; init; }

    /// <summary>Within the order, out of <see cref="OrderTicketCount"/>.</summary>
    public required int Number { get; init; }
    public required int OrderTicketCount { get; init; }

    /// <summary>Tickets of the order that can still be let in.</summary>
    public required int OrderWaitingCount { get; init; }
    public required string Reference { get; init; }
    public required string BuyerName { get; init; }
    public required TicketStatus Status { get; init; }

    /// <summary>The payment is disputed.</summary>
    public required bool IsSuspended { get; init; }

    /// <summary>Null if not admitted.</summary>
    public required Admission? Admission { get; init; }

    public bool IsWaiting => this is { Status: TicketStatus.Valid, IsSuspended: false, Admission: null };
}

/// <param name="Id">Null if no scan is linked.</param>
/// <param name="Gate">May be empty.</param>
/// <param name="ByName">May be empty.</param>
public sealed record Admission(Guid? Id, DateTimeOffset At, string Gate, string ByName);

/// <param name="Ticket">Current state; null if not recognised.</param>
/// <param name="TicketEvent">The ticket's own event.</param>
public sealed record ScanDetails(Scan Scan, CheckInTicket? Ticket, Event? TicketEvent)
{
    /// <summary>Number of people admitted by hand together, of one order; 1 otherwise.</summary>
    public int Together { get; init; } = 1;

    /// <summary>The admission was not undone.</summary>
    public bool IsStillAdmitted => Scan.Result == ScanResult.Admitted && Ticket?.Admission?.Id == Scan.Id;

    /// <summary>Suspended, not void for good.</summary>
    public bool WasSuspended => Scan.Result == ScanResult.Void && Ticket is { Status: TicketStatus.Valid };

    /// <summary>Repeating an attempt whose admission was undone must not answer "valid".</summary>
    public ScanResult Result => Scan.Result == ScanResult.Admitted && !IsStillAdmitted ? ScanResult.Undone : Scan.Result;
}
