namespace Ticketing.Features.Orders.FreeTickets;

/// <summary>Free tickets of one event that one person (an email address or a browser) has taken.</summary>
public sealed class FreeTicketClaim
{
    /// <summary>Hash of the person and the event.</summary>
    public required string Key { get; init; }
    public required Guid EventId { get; init; }
    public required int Tickets { get; init; }
}
