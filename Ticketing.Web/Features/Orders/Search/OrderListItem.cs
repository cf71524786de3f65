using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.Search;

public sealed record OrderListItem
{
    public required Guid Id { get; init; }
    public required string Reference { get; init; }
    public required string BuyerName { get; init; }
    public required string BuyerEmail { get; init; }
    public required Guid EventId { get; init; }
    public required string EventTitle { get; init; }
    public required string EventTimeZone { get; init; }
    public required int Tickets { get; init; }
    public required long Total { get; init; }
    public required string Currency { get; init; }
    public required OrderStatus Status { get; init; }
    public required OrderChannel Channel { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? PaidAt { get; init; }

    public Money Amount => Money(Total);

    public Money Money(long minorUnits) => new(minorUnits, Currency);
}

public sealed record EventOption(Guid Id, string Title, DateTimeOffset StartsAt);
