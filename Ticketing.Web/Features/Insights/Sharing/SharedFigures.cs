using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Sharing;

/// <summary>The content of a link's page. Nothing of it is about a buyer.</summary>
/// <param name="Sold">Valid tickets, without comps.</param>
/// <param name="NetRevenue">Null if the link does not show it.</param>
/// <param name="Days">Every day with sales or refunds, oldest first.</param>
public sealed record SharedFigures(
    int Sold,
    int Comps,
    int Left,
    int Capacity,
    Money? NetRevenue,
    IReadOnlyList<SharedType> Types,
    IReadOnlyList<SharedDay> Days
);

public sealed record SharedType(string Category, int Sold, int Capacity);

/// <param name="Tickets">Of that day; negative if more were refunded than sold.</param>
/// <param name="Total">At the end of the day.</param>
public sealed record SharedDay(DateOnly Day, int Tickets, int Total);
