using Ticketing.Orders;
using Ticketing.Tickets;

namespace Ticketing.Payments.Refunds;

/// <summary>What tickets cost when they were bought.</summary>
public static class RefundSum
{
    public static List<RefundLine> Of(Order order, IEnumerable<Ticket> tickets, bool keepBookingFee)
    {
        var prices = order.Lines.ToDictionary(line => line.TicketTypeId);
        return [.. tickets.OrderBy(t => t.Number).Select(ticket => new RefundLine
        {
            TicketId = ticket.Id, Number = ticket.Number, Category = ticket.Category,
            FaceValue = prices[ticket.TicketTypeId].UnitFaceValue,
            BookingFee = keepBookingFee ? 0 : prices[ticket.TicketTypeId].UnitBookingFee,
        })];
    }
}
