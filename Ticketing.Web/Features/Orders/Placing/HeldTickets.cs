using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;

namespace Ticketing.Features.Orders.Placing;

/// <param name="Order">The placed order, or a preview at current prices.</param>
public sealed record HeldTickets(Hold Hold, Event Event, Order Order, bool IsOrdered)
{
    public bool IsSold => Hold.Status == HoldStatus.Sold;

    public bool IsInPayment => Hold.Status == HoldStatus.InPayment;

    public int Count => Hold.Lines.Sum(line => line.Quantity);
}

public sealed class HeldTicketsQueries(
    TicketHolds holds,
    OrderFactory orderFactory,
    OrderQueries orderQueries,
    EventCatalogue catalogue,
    TimeProvider clock
)
{
    public async Task<HeldTickets?> FindAsync(string code, CancellationToken ct)
    {
        var hold = await holds.FindAsync(code, ct);
        if (hold is null)
        {
            return null;
        }

        var order = await orderQueries.FindByHoldAsync(hold.Id, ct);
        return new HeldTickets(
            hold,
            await catalogue.GetAsync(hold.EventId, ct),
            order ?? orderFactory.Create(hold, new Buyer("", "", ""), clock.GetUtcNow()),
            order is not null
        );
    }
}
