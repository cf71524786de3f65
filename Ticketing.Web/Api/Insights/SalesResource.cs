using Ticketing.Api.Json;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Api.Insights;

/// <summary>Sales of a period, by the day of payment; refunds by the day they were asked for.</summary>
public sealed record SalesResource
{
    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Included.</summary>
    public required DateOnly To { get; init; }

    /// <summary>IANA name of the zone that the days are in.</summary>
    public required string TimeZone { get; init; }

    /// <summary>All channels and events together.</summary>
    public required SalesSum Total { get; init; }

    /// <summary>Only days with sales or refunds, the earliest first.</summary>
    public required IReadOnlyList<DaySales> Days { get; init; }

    /// <summary>Online, box office and comps, if they sold or refunded anything.</summary>
    public required IReadOnlyList<ChannelSales> Channels { get; init; }

    /// <summary>By revenue, the highest first.</summary>
    public required IReadOnlyList<EventSales> Events { get; init; }

    /// <summary>Number of orders in another currency, which no figure includes.</summary>
    public required int OtherCurrencyOrders { get; init; }
}

/// <param name="Revenue">Before refunds.</param>
/// <param name="Refunds">Asked for, whether or not they have arrived.</param>
/// <param name="Net">Revenue less refunds.</param>
/// <param name="Tickets">Sold and given away.</param>
/// <param name="Orders">Paid and free ones.</param>
public sealed record SalesSum(ApiMoney Revenue, ApiMoney Refunds, ApiMoney Net, int Tickets, int Orders)
{
    internal static SalesSum From(SalesTotals totals, string currency) =>
        new(
            new ApiMoney(totals.Revenue, currency),
            new ApiMoney(totals.Refunds, currency),
            new ApiMoney(totals.Net, currency),
            totals.Tickets,
            totals.Orders
        );
}

/// <summary>The sales of one day.</summary>
/// <param name="Day">In the venue's time zone.</param>
/// <param name="Sales">Of this day.</param>
public sealed record DaySales(DateOnly Day, SalesSum Sales);

/// <summary>The sales of one channel.</summary>
/// <param name="Channel">Where the tickets were sold.</param>
/// <param name="Sales">In this channel.</param>
public sealed record ChannelSales(OrderChannel Channel, SalesSum Sales);

/// <summary>The sales of one event.</summary>
/// <param name="EventId">The event's id.</param>
/// <param name="Title">The event's title.</param>
/// <param name="StartsAt">When it starts.</param>
/// <param name="Sales">Of this event, in the period.</param>
public sealed record EventSales(Guid EventId, string Title, DateTimeOffset StartsAt, SalesSum Sales);

internal static class SalesResourceFactory
{
    public static SalesResource Create(
        Period period,
        string timeZone,
        SalesReport report,
        IReadOnlyList<RankedEvent> events,
        string currency,
        int otherCurrencyOrders
    ) =>
        new()
        {
            From = period.First,
            To = period.Last,
            TimeZone = timeZone,
            Total = SalesSum.From(report.Total, currency),
            Days =
            [
                .. report
                    .Days.GroupBy(day => day.Key.Day)
                    .OrderBy(day => day.Key)
                    .Select(day => new DaySales(
                        day.Key,
                        SalesSum.From(day.Aggregate(SalesTotals.Zero, (sum, channel) => sum + channel.Value), currency)
                    )),
            ],
            Channels =
            [
                .. report
                    .Channels.OrderBy(channel => channel.Key)
                    .Select(channel => new ChannelSales(channel.Key, SalesSum.From(channel.Value, currency))),
            ],
            Events =
            [
                .. events.Select(ranked => new EventSales(
                    ranked.Id,
                    ranked.Title,
                    ranked.StartsAt,
                    SalesSum.From(ranked.Totals, currency)
                )),
            ],
            OtherCurrencyOrders = otherCurrencyOrders,
        };
}
