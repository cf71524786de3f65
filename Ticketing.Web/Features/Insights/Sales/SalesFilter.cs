using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Sales;

/// <summary>Null does not filter.</summary>
public sealed record SalesFilter(Period Period, Guid? EventId = null, OrderChannel? Channel = null)
{
    /// <summary>Null if the preceding period lies before <see cref="Period.MinDate"/>.</summary>
    public SalesFilter? GetPrevious() => Period.GetPrevious() is { } before ? this with { Period = before } : null;
}
