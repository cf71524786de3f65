using Ticketing.Insights.Periods;
using Ticketing.Orders;

namespace Ticketing.Insights.Figures;

/// <summary>Null does not filter.</summary>
public sealed record FigureFilter(Period Period, Guid? EventId = null, OrderChannel? Channel = null)
{
    /// <summary>Null if the preceding period lies before <see cref="Period.Earliest"/>.</summary>
    public FigureFilter? Earlier() => Period.Before() is { } before ? this with { Period = before } : null;
}
