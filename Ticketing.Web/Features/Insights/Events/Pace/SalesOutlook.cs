using Ticketing.Features.Events;

namespace Ticketing.Features.Insights.Events.Pace;

public abstract record SalesOutlook
{
    /// <param name="FromDay">The last complete day (yesterday), in days before the event.</param>
    /// <param name="Days">By days before the event, from 0 to today.</param>
    public sealed record Expected(int FromDay, IReadOnlyList<ForecastRange> Days, ForecastError Error) : SalesOutlook
    {
        public ForecastRange Final => Days[0];
    }

    public sealed record TooFewEvents(int Found) : SalesOutlook;

    public sealed record SoldOut : SalesOutlook;

    public sealed record SaleNotOpen(DateTimeOffset OpensAt) : SalesOutlook;

    public sealed record Started : SalesOutlook;

    /// <summary>Draft, postponed or cancelled.</summary>
    public sealed record NotOnSale(EventStatus Status) : SalesOutlook;

    public sealed record NothingToSell : SalesOutlook;
}
