using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Insights.Sales;

/// <param name="Hours">Orders by weekday (Monday first) and hour, venue time.</param>
public sealed record SalesReport(
    SalesTotals Total,
    IReadOnlyDictionary<(DateOnly Day, OrderChannel Channel), SalesTotals> Days,
    IReadOnlyDictionary<Guid, SalesTotals> Events,
    IReadOnlyDictionary<OrderChannel, SalesTotals> Channels,
    int[,] Hours
);

public sealed class SalesReportQueries(SalesFactQueries facts, VenueClock clock)
{
    private const int DaysPerWeek = 7;
    private const int HoursPerDay = 24;

    public async Task<SalesReport> GetReportAsync(SalesFilter filter, CancellationToken ct)
    {
        var days = new Dictionary<(DateOnly, OrderChannel), SalesTotals>();
        var events = new Dictionary<Guid, SalesTotals>();
        var hours = new int[DaysPerWeek, HoursPerDay];
        await foreach (var sale in facts.ReadSales(filter).WithCancellation(ct))
        {
            var (day, hour) = clock.GetHour(sale.At);
            var key = (day, sale.Channel);
            days[key] = days.GetValueOrDefault(key, SalesTotals.Zero) + sale;
            events[sale.EventId] = events.GetValueOrDefault(sale.EventId, SalesTotals.Zero) + sale;
            hours[ChartIntervals.DaysSinceMonday(day), hour]++;
        }

        await foreach (var refund in facts.ReadRefunds(filter).WithCancellation(ct))
        {
            var key = (clock.GetDate(refund.At), refund.Channel);
            days[key] = days.GetValueOrDefault(key, SalesTotals.Zero) + refund;
            events[refund.EventId] = events.GetValueOrDefault(refund.EventId, SalesTotals.Zero) + refund;
        }

        var channels = days.GroupBy(day => day.Key.Item2).ToDictionary(group => group.Key, group => Sum(group.Select(day => day.Value)));
        return new SalesReport(Sum(channels.Values), days, events, channels, hours);
    }

    private static SalesTotals Sum(IEnumerable<SalesTotals> tallies) => tallies.Aggregate(SalesTotals.Zero, (sum, next) => sum + next);
}
