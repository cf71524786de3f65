using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Refunds;

/// <summary>Starts from the refunds, which are few, so that no order without one is read.</summary>
internal sealed class PartRefundedOrders(TicketingDbContext db) : IPartRefundedOrders
{
    public IQueryable<Order> Among(IQueryable<Order> orders)
    {
        var refunds = db.Set<Refund>().ReducingSales().Where(r => r.Amount > 0);
        var refunded = refunds.Select(r => r.OrderId);
        return orders.Where(o =>
            o.Status == OrderStatus.Paid && refunded.Contains(o.Id) && refunds.Where(r => r.OrderId == o.Id).Sum(r => r.Amount) < o.Total
        );
    }
}
