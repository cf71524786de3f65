using System.Globalization;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Insights.Today;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Pages;

/// <summary>Today's sales, compared with the same time of earlier days.</summary>
public sealed class TodayFigures(RecentSales sales)
{
    private readonly SalesTotals today = sales.Today;

    public string Tickets => today.Tickets.ToString("N0", CultureInfo.InvariantCulture);

    public string Orders => today.Orders == 1 ? "1 order" : string.Create(CultureInfo.InvariantCulture, $"{today.Orders:N0} orders");

    public string NetRevenue => Format(today.Net);

    /// <summary>Also tells net from gross.</summary>
    public string Gross => today.Refunds == 0 ? "No refunds today" : $"{Format(today.Revenue)} gross, {Format(today.Refunds)} refunded";

    public IReadOnlyList<Delta> TicketDeltas =>
        [
            Delta.Count(today.Tickets, sales.YesterdayByNow.Tickets, "yesterday"),
            Delta.Count(today.Tickets, sales.LastWeekByNow.Tickets, LastWeek),
        ];

    public IReadOnlyList<Delta> RevenueDeltas =>
        [
            Delta.Money(today.Net, sales.YesterdayByNow.Net, sales.Currency, "yesterday"),
            Delta.Money(today.Net, sales.LastWeekByNow.Net, sales.Currency, LastWeek),
        ];

    public string RecentNetRevenue => Format(sales.Days.Sum(day => day.Net));

    public Sparkline Sparkline =>
        new(Describe(), [.. sales.Days.Select(day => day.Net)], [.. sales.Days.Select((_, day) => DescribeDay(day))]);

    /// <summary>Null if there are none.</summary>
    public string? OtherCurrencies =>
        sales.OtherCurrencyOrders switch
        {
            0 => null,
            1 => "1 order of these days in another currency is not included.",
            var count => string.Create(CultureInfo.InvariantCulture, $"{count} orders of these days in other currencies are not included."),
        };

    private string LastWeek => $"last {sales.Period.Last.ToString("ddd", CultureInfo.InvariantCulture)}";

    private string Describe()
    {
        var best = Enumerable.Range(0, sales.Days.Count).MaxBy(day => sales.Days[day].Net);
        var total = $"Net revenue per day for {sales.Days.Count.ToString(CultureInfo.InvariantCulture)} days, {RecentNetRevenue} in total";
        return sales.Days[best].Net <= 0 ? total : $"{total}. Best day: {DescribeDay(best)}. Today: {NetRevenue}";
    }

    private string DescribeDay(int day) =>
        $"{sales.Period.First.AddDays(day).ToString("ddd d MMM", CultureInfo.InvariantCulture)}: {Format(sales.Days[day].Net)}";

    private string Format(long amount) =>
        amount < 0 ? $"\u2212{new Money(-amount, sales.Currency)}" : new Money(amount, sales.Currency).ToString();
}
