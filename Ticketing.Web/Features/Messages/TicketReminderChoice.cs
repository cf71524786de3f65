namespace Ticketing.Features.Messages;

/// <summary>Of an event that differs from the venue's setting.</summary>
public sealed class TicketReminderChoice
{
    public required Guid EventId { get; init; }
    public required bool IsOn { get; init; }
}
