using Ticketing.Features.Events;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;

namespace Ticketing.Features.Receipts;

internal static class RefundLineExtensions
{
    /// <summary>Translated if the event is shown in a language that has it.</summary>
    /// <param name="tickets">Of the order.</param>
    public static string GetTicketTypeName(this RefundLine line, Event @event, IReadOnlyList<Ticket> tickets) =>
        tickets.FirstOrDefault(ticket => ticket.Id == line.TicketId) is { } ticket
            ? @event.GetTicketTypeName(ticket.TicketTypeId, line.Category)
            : line.Category;
}
