using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.Search;

public sealed record OrderListItem(
    Guid Id,
    string Reference,
    string BuyerName,
    string BuyerEmail,
    string EventTitle,
    int Tickets,
    long Total,
    string Currency,
    OrderStatus Status,
    OrderChannel Channel,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PaidAt
)
{
    public Money Amount => new(Total, Currency);
}

/// <param name="Older">Null on the last page.</param>
/// <param name="Newer">Null on the first page.</param>
public sealed record OrderListPage(IReadOnlyList<OrderListItem> Rows, PagePosition? Older, PagePosition? Newer);

public sealed record EventOption(Guid Id, string Title, DateTimeOffset StartsAt);
