namespace Ticketing.Features.Orders.Views;

/// <summary>Filters of the order list that one staff member has named.</summary>
public sealed class SavedOrderView
{
    public const int MaxNameLength = 40;
    public const int MaxQueryLength = 1000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid UserId { get; init; }
    public required string Name { get; init; }

    /// <summary>Query string of the list: "?status=Paid".</summary>
    public required string Query { get; init; }
}
