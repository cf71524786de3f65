using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts;
using Ticketing.Features.Insights.Charts;
using Ticketing.Features.Insights.Sales;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Insights;

/// <summary>The dashboard's chart as JSON; takes the same query as the page.</summary>
public static class SalesChartEndpoints
{
    public const string Path = "/admin/insights/data/sales";

    public static void MapSalesCharts(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, GetAsync).RequireAuthorization(Policies.Staff);

    private static async Task<Results<Ok<Chart>, BadRequest<string>>> GetAsync(
        HttpRequest request,
        VenueClock clock,
        SalesReportQueries reports,
        SalesFactQueries facts,
        CancellationToken ct
    )
    {
        var query = InsightsParameters.Read(request.Query, clock);
        if (query.Error is { } fault)
        {
            return TypedResults.BadRequest(fault);
        }

        var sales = await reports.GetReportAsync(query.Filter, ct);
        var before = query.Filter.GetPrevious() is { } earlier
            ? (earlier.Period, await reports.GetReportAsync(earlier, ct))
            : ((Infrastructure.Primitives.Period, SalesReport)?)null;
        return TypedResults.Ok(SalesCharts.Create(query.Measure, query.Filter.Period, query.Interval, sales, before, facts.Currency));
    }
}
