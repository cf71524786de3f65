using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Accounts;
using Ticketing.Events;
using Ticketing.Insights.Charts;
using Ticketing.Insights.Nights.Arrivals;
using Ticketing.Insights.Nights.Pace;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin;

public static class EventCharts
{
    public static void MapEventCharts(this IEndpointRouteBuilder routes)
    {
        var charts = routes.MapGroup("/admin/insights/data/events/{id:guid}").RequireAuthorization(Policies.Staff);
        charts.MapGet("/pace", PaceAsync);
        charts.MapGet("/arrivals", ArrivalsAsync);
    }

    public static string PacePathOf(Event show) => $"/admin/insights/data/events/{show.Id}/pace";

    public static string ArrivalsPathOf(Event show) => $"/admin/insights/data/events/{show.Id}/arrivals";

    private static async Task<Results<Ok<Chart>, NotFound>> PaceAsync(Guid id, EventDesk desk, PaceBook pace, CancellationToken ct) =>
        await desk.FindAsync(id, ct) is { } show ? TypedResults.Ok(PaceChart.Of(await pace.OfAsync(show, ct))) : TypedResults.NotFound();

    private static async Task<Results<Ok<Chart>, NotFound>> ArrivalsAsync(Guid id, EventDesk desk, ArrivalBook arrivals, VenueClock clock, CancellationToken ct) =>
        await desk.FindAsync(id, ct) is { } show ? TypedResults.Ok(ArrivalChart.Of(await arrivals.OfAsync(show, ct), show, clock)) : TypedResults.NotFound();
}
