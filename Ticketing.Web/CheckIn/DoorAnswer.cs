using Ticketing.Events;
using Ticketing.Tickets;

namespace Ticketing.CheckIn;

/// <summary>A ticket as the door sees it.</summary>
/// <param name="Number">Within the order, of <paramref name="Of"/>.</param>
/// <param name="IsSuspended">Its payment is disputed: it admits nobody until staff say otherwise.</param>
/// <param name="Admission">Null while nobody came in with it.</param>
public sealed record DoorTicket(
    Guid Id, string Attendee, string Category, int Number, int Of, string Reference, string BuyerName, TicketStatus Status, bool IsSuspended, Admission? Admission);

/// <summary>How somebody came in.</summary>
/// <param name="Id">Null for one that no scan tells of.</param>
/// <param name="Gate">May be empty.</param>
/// <param name="By">May be empty.</param>
public sealed record Admission(Guid? Id, DateTimeOffset At, string Gate, string By);

/// <summary>What the door answered to one attempt.</summary>
/// <param name="Ticket">As it is now; null where no ticket of ours was recognised.</param>
/// <param name="TicketEvent">What the ticket is for; null where no ticket of ours was recognised.</param>
public sealed record DoorAnswer(Scan Scan, DoorTicket? Ticket, Event? TicketEvent)
{
    /// <summary>The answer let somebody in, and they are in still.</summary>
    public bool Stands => Scan.Result == ScanResult.Admitted && Ticket?.Admission?.Id == Scan.Id;

    /// <summary>It was not void for good, but suspended.</summary>
    public bool WasSuspended => Scan.Result == ScanResult.Void && Ticket is { Status: TicketStatus.Valid };

    /// <summary>What holds now: an attempt that is repeated after its admission was taken back is not answered with "valid".</summary>
    public ScanResult Result => Scan.Result == ScanResult.Admitted && !Stands ? ScanResult.Undone : Scan.Result;
}
