using Ticketing.Features.Events;
using Ticketing.Features.Tickets;

namespace Ticketing.Features.CheckIn;

/// <param name="Number">Within the order, out of <paramref name="OrderTicketCount"/>.</param>
/// <param name="IsSuspended">The payment is disputed.</param>
/// <param name="Admission">Null if not admitted.</param>
public sealed record CheckInTicket(
    Guid Id,
    string Attendee,
    string Category,
    int Number,
    int OrderTicketCount,
    string Reference,
    string BuyerName,
    TicketStatus Status,
    bool IsSuspended,
    Admission? Admission
);

/// <param name="Id">Null if no scan is linked.</param>
/// <param name="Gate">May be empty.</param>
/// <param name="ByName">May be empty.</param>
public sealed record Admission(Guid? Id, DateTimeOffset At, string Gate, string ByName);

/// <param name="Ticket">Current state; null if not recognised.</param>
/// <param name="TicketEvent">The ticket's own event.</param>
public sealed record ScanDetails(Scan Scan, CheckInTicket? Ticket, Event? TicketEvent)
{
    /// <summary>The admission was not undone.</summary>
    public bool IsStillAdmitted => Scan.Result == ScanResult.Admitted && Ticket?.Admission?.Id == Scan.Id;

    /// <summary>Suspended, not void for good.</summary>
    public bool WasSuspended => Scan.Result == ScanResult.Void && Ticket is { Status: TicketStatus.Valid };

    /// <summary>Repeating an attempt whose admission was undone must not answer "valid".</summary>
    public ScanResult Result => Scan.Result == ScanResult.Admitted && !IsStillAdmitted ? ScanResult.Undone : Scan.Result;
}
