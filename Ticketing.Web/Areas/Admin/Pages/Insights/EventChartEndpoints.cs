using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Features.Accounts;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Insights.Charts;
using Ticketing.Features.Insights.Events.Arrivals;
using Ticketing.Features.Insights.Events.Pace;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Insights;

public static class EventChartEndpoints
{
    public static void MapEventCharts(this IEndpointRouteBuilder routes)
    {
        var charts = routes.MapGroup("/admin/insights/data/events/{id:guid}").RequireAuthorization(Policies.Staff);
        charts.MapGet("/pace", PaceAsync);
        charts.MapGet("/arrivals", ArrivalsAsync);
    }

    public static string GetPacePath(Event show) => $"/admin/insights/data/events/{show.Id}/pace";

    public static string GetArrivalsPath(Event show) => $"/admin/insights/data/events/{show.Id}/arrivals";

    private static async Task<Results<Ok<Chart>, NotFound>> PaceAsync(
        Guid id,
        EventQueries events,
        PaceQueries pace,
        CancellationToken ct
    ) =>
        await events.FindAsync(id, ct) is { } show
            ? TypedResults.Ok(PaceChart.Create(await pace.GetForEventAsync(show, ct)))
            : TypedResults.NotFound();

    private static async Task<Results<Ok<Chart>, NotFound>> ArrivalsAsync(
        Guid id,
        EventQueries events,
        ArrivalQueries arrivals,
        VenueClock clock,
        CancellationToken ct
    ) =>
        await events.FindAsync(id, ct) is { } show
            ? TypedResults.Ok(ArrivalChart.Create(await arrivals.GetForEventAsync(show, ct), show, clock))
            : TypedResults.NotFound();
}
