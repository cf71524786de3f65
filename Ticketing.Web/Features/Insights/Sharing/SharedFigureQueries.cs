using Ticketing.Features.Events;
using Ticketing.Features.Insights.Events;
using Ticketing.Features.Insights.Events.Pace;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Insights.Sharing;

public sealed class SharedFigureQueries(EventFigureQueries figures, PaceQueries paces, VenueClock clock)
{
    /// <param name="show">With its ticket types.</param>
    public async Task<SharedFigures> GetAsync(Event show, bool withRevenue, CancellationToken ct)
    {
        var counted = await figures.GetForEventAsync(show, ct);
        return new SharedFigures(
            counted.ValidTickets - counted.Comps,
            counted.Comps,
            Math.Max(0, counted.Capacity - counted.ValidTickets),
            counted.Capacity,
            withRevenue ? counted.NetRevenue : null,
            [
                .. counted
                    .Types.Where(type => !type.IsWithdrawn || type.ValidTickets > 0)
                    .Select(type => new SharedType(type.Category, type.ValidTickets - type.CountFor(OrderChannel.Comp), type.Capacity)),
            ],
            GetDays(await paces.GetCurveAsync(show, ct), clock.GetDate(show.StartsAt))
        );
    }

    // Refunds after the show are of their own day.
    private static List<SharedDay> GetDays(PaceCurve curve, DateOnly date)
    {
        List<SharedDay> days = [];
        foreach (var day in curve.Days.Where(day => day.Tickets != 0))
        {
            days.Add(new SharedDay(date.AddDays(-day.DaysBefore), day.Tickets, (days.LastOrDefault()?.Total ?? 0) + day.Tickets));
        }

        return days;
    }
}
