using Ticketing.Orders;
using Ticketing.Settings;

namespace Ticketing.Insights.Figures;

/// <param name="Hours">Orders by weekday (Monday first) and hour, venue time.</param>
public sealed record SalesReport(
    Tally Total,
    IReadOnlyDictionary<(DateOnly Day, OrderChannel Channel), Tally> Days,
    IReadOnlyDictionary<Guid, Tally> Events,
    IReadOnlyDictionary<OrderChannel, Tally> Channels,
    int[,] Hours);

public sealed class SalesCount(SalesFacts facts, VenueClock clock)
{
    private const int DaysOfAWeek = 7;
    private const int HoursOfADay = 24;

    public async Task<SalesReport> CountAsync(FigureFilter filter, CancellationToken ct)
    {
        var days = new Dictionary<(DateOnly, OrderChannel), Tally>();
        var events = new Dictionary<Guid, Tally>();
        var hours = new int[DaysOfAWeek, HoursOfADay];
        await foreach (var sale in facts.Sales(filter).WithCancellation(ct))
        {
            var (day, hour) = clock.HourOf(sale.At);
            var key = (day, sale.Channel);
            days[key] = days.GetValueOrDefault(key, Tally.Nothing) + sale;
            events[sale.EventId] = events.GetValueOrDefault(sale.EventId, Tally.Nothing) + sale;
            hours[Steps.SinceMonday(day), hour]++;
        }

        await foreach (var refund in facts.Refunds(filter).WithCancellation(ct))
        {
            var key = (clock.DateOf(refund.At), refund.Channel);
            days[key] = days.GetValueOrDefault(key, Tally.Nothing) + refund;
            events[refund.EventId] = events.GetValueOrDefault(refund.EventId, Tally.Nothing) + refund;
        }

        var channels = days.GroupBy(day => day.Key.Item2).ToDictionary(group => group.Key, group => Sum(group.Select(day => day.Value)));
        return new SalesReport(Sum(channels.Values), days, events, channels, hours);
    }

    private static Tally Sum(IEnumerable<Tally> tallies) => tallies.Aggregate(Tally.Nothing, (sum, next) => sum + next);
}
