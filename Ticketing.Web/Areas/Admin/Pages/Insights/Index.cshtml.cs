using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Pages.Insights;

public sealed class IndexModel(
    SalesReportQueries count,
    SalesFactQueries facts,
    EventRanking ranks,
    CheckoutFunnel funnel,
    OrderSearch search,
    VenueClock clock,
    IOptionsMonitor<RetentionOptions> retention
) : PageModel
{
    private const int MaxRanked = 10;

    public InsightsParameters Query { get; private set; } = null!;

    public SalesReport Sales { get; private set; } = null!;

    /// <summary>Previous period; null if there are no days before.</summary>
    public SalesReport? PreviousSales { get; private set; }

    public IReadOnlyList<RankedEvent> TopEvents { get; private set; } = [];

    public FunnelReport Funnel { get; private set; } = null!;

    /// <summary>Null if the period lies within the days of which all holds are kept.</summary>
    public int? DeletedCheckoutsAfterDays { get; private set; }

    public IReadOnlyList<EventOption> Events { get; private set; } = [];

    public SalesFigures Figures { get; private set; } = null!;

    public ChartView Chart { get; private set; } = null!;

    /// <summary>Number of orders in another currency, which the figures leave out.</summary>
    public int OtherCurrencyOrders { get; private set; }

    public VenueClock Clock => clock;

    public string Currency => facts.Currency;

    public Period Period => Query.Filter.Period;

    public IEnumerable<CheckoutExit> Exits =>
        Enum.GetValues<CheckoutExit>().Where(end => end is not (CheckoutExit.Paid or CheckoutExit.InProgress) && Funnel.Count(end) > 0);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Query = InsightsParameters.Read(Request.Query, clock);
        Response.StatusCode = Query.Error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        Sales = await count.GetReportAsync(Query.Filter, ct);
        PreviousSales = Query.Filter.GetPrevious() is { } before ? await count.GetReportAsync(before, ct) : null;
        TopEvents = await ranks.GetTopAsync(Sales, MaxRanked, ct);
        Funnel = await funnel.GetReportAsync(Period, Query.Filter.EventId, ct);
        var kept = retention.CurrentValue.AbandonedCheckouts;
        DeletedCheckoutsAfterDays = clock.GetRange(Period).From < clock.Now - kept ? (int)kept.TotalDays : null;
        Events = await search.GetEventsAsync(ct);
        OtherCurrencyOrders = await facts.CountOtherCurrencyOrdersAsync(Query.Filter, ct);
        Figures = new SalesFigures(Sales.Total, PreviousSales?.Total, Query, Currency);
        Chart = BuildChart();
    }

    public string FormatAmount(long minorUnits) => new Money(minorUnits, Currency).ToString();

    private ChartView BuildChart() =>
        new(
            "sales",
            Query.Measure == SalesMeasure.Tickets ? T["Tickets over time"] : T["Net revenue over time"],
            SalesChartEndpoints.Path + Query.ToQueryString(),
            SalesCharts.Create(
                Query.Measure,
                Period,
                Query.Interval,
                Sales,
                PreviousSales is { } earlier ? (Period.GetPrevious()!, earlier) : null,
                Currency
            ),
            Query.Measure == SalesMeasure.Tickets
                ? T["By day of payment."]
                : T["Sales by day of payment, less refunds by day of request. Fees and tax included."],
            [.. ChartIntervals.Split(Period, Query.Interval).Select(part => Query.GetOrdersLink(part))]
        );
}
