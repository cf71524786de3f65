using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Insights.Today;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Pages;

/// <summary>Today's sales, compared with the same time of earlier days.</summary>
public sealed class TodayFigures(RecentSales sales)
{
    private readonly SalesTotals today = sales.Today;

    public string Tickets => today.Tickets.ToString("N0", Language.Current.Formats);

    public string Orders => T.Plural(today.Orders, "in 1 order", "in {0} orders");

    public string NetRevenue => Format(today.Net);

    /// <summary>Also tells net from gross.</summary>
    public string Gross =>
        today.Refunds == 0 ? T["No refunds today"] : T["{0} gross, {1} refunded", Format(today.Revenue), Format(today.Refunds)];

    public IReadOnlyList<Delta> TicketDeltas =>
        [
            Delta.Count(today.Tickets, sales.YesterdayByNow.Tickets, T["yesterday"]),
            Delta.Count(today.Tickets, sales.LastWeekByNow.Tickets, LastWeek),
        ];

    public IReadOnlyList<Delta> RevenueDeltas =>
        [
            Delta.Money(today.Net, sales.YesterdayByNow.Net, sales.Currency, T["yesterday"]),
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
            var count => T.Plural(
                count,
                "1 order of these days in another currency is not included.",
                "{0} orders of these days in other currencies are not included."
            ),
        };

    private string LastWeek => T["last {0}", Formats.Date(sales.Period.Last, "ddd")];

    private string Describe()
    {
        var best = Enumerable.Range(0, sales.Days.Count).MaxBy(day => sales.Days[day].Net);
        var total = T["Net revenue per day for {0} days, {1} in total", sales.Days.Count, RecentNetRevenue];
        return sales.Days[best].Net <= 0 ? total : T["{0}. Best day: {1}. Today: {2}", total, DescribeDay(best), NetRevenue];
    }

    private string DescribeDay(int day) => $"{Formats.Date(sales.Period.First.AddDays(day), "ddd d MMM")}: {Format(sales.Days[day].Net)}";

    private string Format(long amount) =>
        amount < 0 ? $"\u2212{new Money(-amount, sales.Currency)}" : new Money(amount, sales.Currency).ToString();
}
