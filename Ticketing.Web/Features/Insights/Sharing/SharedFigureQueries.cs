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

    private static List<SharedDay> GetDays(PaceCurve curve, DateOnly date) =>
        [
            .. Enumerable
                .Range(0, (curve.FirstSaleDay ?? -1) + 1)
                .Select(before => new SharedDay(date.AddDays(-before), curve.At(before) - curve.At(before + 1), curve.At(before)))
                .Where(day => day.Tickets != 0)
                .Reverse(),
        ];
}
