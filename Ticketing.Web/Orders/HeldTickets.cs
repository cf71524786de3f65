using Ticketing.Events;
using Ticketing.Holds;

namespace Ticketing.Orders;

/// <summary>A hold with all that its buyer is shown of it.</summary>
/// <param name="Order">The order as it stands, or what it would be if it were placed now.</param>
public sealed record HeldTickets(Hold Hold, Event Event, Order Order, bool IsOrdered)
{
    public bool IsSold => Hold.Status == HoldStatus.Sold;

    public bool IsInPayment => Hold.Status == HoldStatus.InPayment;

    public int Count => Hold.Lines.Sum(line => line.Quantity);
}

/// <summary>Finds held tickets by the code in the buyer's address bar; read only.</summary>
public sealed class HeldTicketsBook(TicketHolds holds, OrderSnapshot snapshot, OrderBook book, Catalogue catalogue, TimeProvider clock)
{
    public async Task<HeldTickets?> FindAsync(string code, CancellationToken ct)
    {
        var hold = await holds.FindAsync(code, ct);
        if (hold is null)
        {
            return null;
        }

        var order = await book.FindByHoldAsync(hold.Id, ct);
        return new HeldTickets(hold, await catalogue.GetAsync(hold.EventId, ct), order ?? snapshot.Of(hold, new Buyer("", "", ""), clock.GetUtcNow()), order is not null);
    }
}
