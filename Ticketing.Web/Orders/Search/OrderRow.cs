using Ticketing.Settings;

namespace Ticketing.Orders.Search;

public sealed record OrderRow(
    Guid Id, string Reference, string BuyerName, string BuyerEmail, string EventTitle, int Tickets, long Total, string Currency, OrderStatus Status,
    OrderChannel Channel, DateTimeOffset CreatedAt, DateTimeOffset? PaidAt)
{
    public Money Amount => new(Total, Currency);
}

/// <param name="Older">Null on the last page.</param>
/// <param name="Newer">Null on the first page.</param>
public sealed record OrderPage(IReadOnlyList<OrderRow> Rows, PagePlace? Older, PagePlace? Newer);

public sealed record EventChoice(Guid Id, string Title, DateTimeOffset StartsAt);
