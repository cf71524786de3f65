using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Insights.Sales;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Pages.Insights;

/// <summary>The totals of a period beside those of the former one.</summary>
/// <param name="Before">Null if there are no days before.</param>
public sealed record SalesFigures(SalesTotals Now, SalesTotals? Before, InsightsParameters Query, string Currency)
{
    public IReadOnlyList<FigureCard> Headline =>
        [
            Amount(T["Net revenue"], totals => totals.Net, Query.GetOrdersLink()),
            Count(T["Tickets"], totals => totals.Tickets, Query.GetOrdersLink()),
        ];

    public IReadOnlyList<FigureCard> Others =>
        [
            Amount(T["Gross revenue"], totals => totals.Revenue, Query.GetOrdersLink()),
            Amount(T["Refunds"], totals => totals.Refunds, Query.GetRefundsLink(), isCost: true),
            Count(T["Orders"], totals => totals.Orders, Query.GetOrdersLink()),
            AverageOrder,
        ];

    private FigureCard AverageOrder =>
        new(
            T["Average order"],
            Now.AverageOrder is { } now ? Format(now) : "–",
            null,
            Before?.AverageOrder is { } before ? FigureChange.From(Now.AverageOrder ?? 0, before, Format) : null
        );

    private FigureCard Amount(string name, Func<SalesTotals, long> get, string path, bool isCost = false) =>
        new(name, Format(get(Now)), path, Before is null ? null : FigureChange.From(get(Now), get(Before), Format, isCost));

    private FigureCard Count(string name, Func<SalesTotals, long> get, string path) =>
        new(
            name,
            InsightsText.Number(get(Now)),
            path,
            Before is null ? null : FigureChange.From(get(Now), get(Before), InsightsText.Number)
        );

    private string Format(long minorUnits) => new Money(minorUnits, Currency).ToString();
}
