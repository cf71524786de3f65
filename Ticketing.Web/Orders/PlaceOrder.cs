using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Holds;

namespace Ticketing.Orders;

/// <summary>Who buys. Values have passed validation: e-mail address normalised, phone E.164 or empty.</summary>
public sealed record Buyer(string Name, string Email, string Phone);

/// <summary>Turns a live hold into an order that waits for its payment.</summary>
public sealed class PlaceOrder(TicketingDbContext db, TicketHolds holds, Pricing pricing, TimeProvider clock)
{
    /// <summary>A hold has one order: asked again before it is paid, this only takes the buyer's corrected details.</summary>
    /// <returns>The order, which may be paid already; null where the hold has ended without.</returns>
    public Task<Order?> PlaceAsync(string holdCode, Buyer buyer, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            if (await holds.FindAsync(holdCode, ct) is not { } hold)
            {
                return null;
            }

            var order = await db.Set<Order>().Include(o => o.Lines).FirstOrDefaultAsync(o => o.HoldId == hold.Id, ct);
            if (order?.Status == OrderStatus.Paid)
            {
                return order;
            }

            if (!hold.IsOpen(clock.GetUtcNow()))
            {
                return null;
            }

            order = Take(order, hold, buyer);
            await db.SaveChangesAsync(ct);
            return order;
        },
        ct: ct);

    /// <summary>What the hold would cost now: for the summary before the order exists.</summary>
    public Order Preview(Hold hold) => Snapshot(hold, new Buyer("", "", ""));

    private Order Take(Order? order, Hold hold, Buyer buyer)
    {
        if (order is null)
        {
            order = Snapshot(hold, buyer);
            db.Add(order);
        }

        (order.BuyerName, order.BuyerEmail, order.BuyerPhone) = (buyer.Name, buyer.Email, buyer.Phone);
        return order;
    }

    private Order Snapshot(Hold hold, Buyer buyer)
    {
        var lines = hold.Lines.OrderBy(l => l.Position).Select(LineOf).ToList();
        var (faceValue, fee) = (lines.Sum(l => l.FaceValue), lines.Sum(l => l.BookingFee));
        var order = new Order
        {
            Reference = OrderReference.New(), EventId = hold.EventId, HoldId = hold.Id,
            BuyerName = buyer.Name, BuyerEmail = buyer.Email, BuyerPhone = buyer.Phone,
            Currency = pricing.Currency, FaceValue = faceValue, BookingFee = fee, Total = faceValue + fee,
            TaxRatePercent = pricing.TaxRatePercent, Tax = Pricing.TaxWithin(faceValue + fee, pricing.TaxRatePercent),
            CreatedAt = clock.GetUtcNow(),
        };
        lines.ForEach(order.Add);
        return order;
    }

    private OrderLine LineOf(HoldLine line)
    {
        var price = pricing.PriceOf(line.FaceValue);
        return new OrderLine
        {
            TicketTypeId = line.TicketTypeId, Category = line.Category, Quantity = line.Quantity,
            UnitFaceValue = price.FaceValue, UnitBookingFee = price.BookingFee, Position = line.Position,
        };
    }
}
