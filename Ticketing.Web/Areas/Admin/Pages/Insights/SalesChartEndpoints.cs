using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts;
using Ticketing.Features.Insights.Charts;
using Ticketing.Features.Insights.Sales;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Pages.Insights;

/// <summary>The dashboard's charts as JSON; takes the same query as the page.</summary>
public static class SalesChartEndpoints
{
    public static void MapSalesCharts(this IEndpointRouteBuilder routes)
    {
        var charts = routes.MapGroup("/admin/insights/data").RequireAuthorization(Policies.Staff);
        charts.MapGet("/revenue", RevenueAsync);
        charts.MapGet("/tickets", TicketsAsync);
    }

    private static Task<Results<Ok<Chart>, BadRequest<string>>> RevenueAsync(
        HttpRequest request,
        VenueClock clock,
        SalesReportQueries count,
        SalesFactQueries facts,
        CancellationToken ct
    ) =>
        RespondAsync(
            request,
            clock,
            async query =>
            {
                var before = query.Filter.GetPrevious() is { } earlier
                    ? (earlier.Period, await count.GetReportAsync(earlier, ct))
                    : ((Period, SalesReport)?)null;
                return SalesCharts.CreateRevenueChart(
                    query.Filter.Period,
                    query.Interval,
                    await count.GetReportAsync(query.Filter, ct),
                    before,
                    facts.Currency
                );
            }
        );

    private static Task<Results<Ok<Chart>, BadRequest<string>>> TicketsAsync(
        HttpRequest request,
        VenueClock clock,
        SalesReportQueries count,
        CancellationToken ct
    ) =>
        RespondAsync(
            request,
            clock,
            async query => SalesCharts.CreateTicketsChart(query.Filter.Period, query.Interval, await count.GetReportAsync(query.Filter, ct))
        );

    private static async Task<Results<Ok<Chart>, BadRequest<string>>> RespondAsync(
        HttpRequest request,
        VenueClock clock,
        Func<InsightsParameters, Task<Chart>> chart
    )
    {
        var query = InsightsParameters.Read(request.Query, clock);
        return query.Error is { } fault ? TypedResults.BadRequest(fault) : TypedResults.Ok(await chart(query));
    }
}
