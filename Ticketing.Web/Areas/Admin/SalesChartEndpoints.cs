using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Accounts;
using Ticketing.Insights.Charts;
using Ticketing.Insights.Figures;
using Ticketing.Insights.Periods;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin;

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
        HttpRequest request, VenueClock clock, SalesCount count, SalesFacts facts, CancellationToken ct) =>
        AnswerAsync(request, clock, async query =>
        {
            var before = query.Filter.Earlier() is { } earlier ? (earlier.Period, await count.CountAsync(earlier, ct)) : ((Period, SalesReport)?)null;
            return SalesCharts.Revenue(query.Filter.Period, query.Step, await count.CountAsync(query.Filter, ct), before, facts.Currency);
        });

    private static Task<Results<Ok<Chart>, BadRequest<string>>> TicketsAsync(
        HttpRequest request, VenueClock clock, SalesCount count, CancellationToken ct) =>
        AnswerAsync(request, clock, async query => SalesCharts.Tickets(query.Filter.Period, query.Step, await count.CountAsync(query.Filter, ct)));

    private static async Task<Results<Ok<Chart>, BadRequest<string>>> AnswerAsync(HttpRequest request, VenueClock clock, Func<FigureQuery, Task<Chart>> chart)
    {
        var query = FigureQuery.Read(request.Query, clock);
        return query.Fault is { } fault ? TypedResults.BadRequest(fault) : TypedResults.Ok(await chart(query));
    }
}
