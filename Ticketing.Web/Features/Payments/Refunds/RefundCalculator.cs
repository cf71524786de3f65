using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;

namespace Ticketing.Features.Payments.Refunds;

public static class RefundCalculator
{
    public static List<RefundLine> CreateLines(Order order, IEnumerable<Ticket> tickets, bool keepBookingFee)
    {
        var prices = order.Lines.ToDictionary(line => line.TicketTypeId);
        return
        [
            .. tickets
                .OrderBy(t => t.Number)
                .Select(ticket => new RefundLine
                {
                    TicketId = ticket.Id,
                    Number = ticket.Number,
                    Category = ticket.Category,
                    FaceValue = prices[ticket.TicketTypeId].UnitFaceValue,
                    BookingFee = keepBookingFee ? 0 : prices[ticket.TicketTypeId].UnitBookingFee,
                }),
        ];
    }

    /// <summary>Caps the lines at what is left of the payment, since an earlier refund may not have named tickets.</summary>
    /// <param name="left">Minor units; null for no limit.</param>
    public static List<RefundLine> LimitTo(IReadOnlyList<RefundLine> lines, long? left)
    {
        if (left is not { } most || lines.Sum(line => line.Total) <= most)
        {
            return [.. lines];
        }

        var faces = lines.Select(line => Take(line.FaceValue, ref most)).ToList();
        return
        [
            .. lines.Zip(
                faces,
                (line, face) =>
                    new RefundLine
                    {
                        TicketId = line.TicketId,
                        Number = line.Number,
                        Category = line.Category,
                        FaceValue = face,
                        BookingFee = Take(line.BookingFee, ref most),
                    }
            ),
        ];
    }

    private static long Take(long wanted, ref long left)
    {
        var taken = Math.Min(wanted, left);
        left -= taken;
        return taken;
    }
}
