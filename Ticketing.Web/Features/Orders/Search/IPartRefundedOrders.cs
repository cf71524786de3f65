namespace Ticketing.Features.Orders.Search;

/// <summary>Payments knows the refunds; orders do not.</summary>
public interface IPartRefundedOrders
{
    IQueryable<Order> Among(IQueryable<Order> orders);
}
