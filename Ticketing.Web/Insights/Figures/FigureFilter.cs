using Ticketing.Insights.Periods;
using Ticketing.Orders;

namespace Ticketing.Insights.Figures;

/// <summary>What is counted; what is null does not narrow it.</summary>
public sealed record FigureFilter(Period Period, Guid? EventId = null, OrderChannel? Channel = null)
{
    /// <summary>The same, over the days right before; null where no records can be.</summary>
    public FigureFilter? Earlier() => Period.Before() is { } before ? this with { Period = before } : null;
}
