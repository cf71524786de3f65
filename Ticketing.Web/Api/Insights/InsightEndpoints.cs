using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Lists;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Insights.Events;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Orders;
using Ticketing.Features.Settlements;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Api.Insights;

internal static class InsightEndpoints
{
    private const int DefaultDays = 30;
    private const string EventId = "id";

    public static void MapInsights(this IEndpointRouteBuilder api)
    {
        var insights = api.MapGroup("").WithTags("Insights").RequireScope(ApiScopes.InsightsRead);
        insights.MapGet("/insights/sales", GetSalesAsync).WithName("GetSales").WithExample(InsightExamples.Sales).AppliesEventLimit();
        var ofEvent = insights.MapGroup("/admin/events/{id:guid}").LimitToEvent(EventId);
        ofEvent.MapGet("/figures", GetFiguresAsync).WithName("GetEventFigures").WithExample(InsightExamples.Figures);
        ofEvent.MapGet("/settlement", GetSettlementAsync).WithName("GetSettlement").WithExample(InsightExamples.Settlement);
    }

    /// <summary>Get sales figures</summary>
    /// <remarks>
    /// Of the last 30 days if no day is given. Amounts are in the venue's currency. A key for one event gets the sales of that event.
    /// </remarks>
    internal static async Task<Results<Ok<SalesResource>, ProblemResult>> GetSalesAsync(
        [Description(QueryPeriod.FromDescription)] string? from,
        [Description(QueryPeriod.ToDescription)] string? to,
        [Description("Only this event.")] Guid? eventId,
        [Description("Only this channel: online, boxOffice or comp.")] string? channel,
        ClaimsPrincipal caller,
        EventQueries events,
        SalesReportQueries reports,
        SalesFactQueries facts,
        EventRanking ranking,
        VenueClock clock,
        IOptionsMonitor<SiteOptions> site,
        CancellationToken ct
    )
    {
        List<FieldError> errors = [];
        var (first, last) = QueryPeriod.Parse(from, to, errors);
        var only = QueryEnum.Parse<OrderChannel>("channel", channel, errors);
        if (errors.Count > 0)
        {
            return ProblemResult.Invalid(errors);
        }

        if (!caller.MayAskFor(eventId))
        {
            return ProblemResult.Create(ProblemType.Forbidden);
        }

        if (eventId is { } wanted && await events.FindAsync(wanted, ct) is null)
        {
            return ProblemResult.Invalid("eventId", "There is no such event.");
        }

        var filter = new SalesFilter(CreatePeriod(first, last, clock.Today), caller.FindEventLimit() ?? eventId, only);
        var report = await reports.GetReportAsync(filter, ct);
        return TypedResults.Ok(
            SalesResourceFactory.Create(
                filter.Period,
                site.CurrentValue.TimeZone,
                report,
                await ranking.GetTopAsync(report, report.Events.Count, ct),
                facts.Currency,
                await facts.CountOtherCurrencyOrdersAsync(filter, ct)
            )
        );
    }

    /// <summary>Get the figures of an event</summary>
    /// <remarks>Tickets, takings and admissions as they are now.</remarks>
    internal static async Task<Results<Ok<EventFiguresResource>, ProblemResult>> GetFiguresAsync(
        [Description("The event's id.")] Guid id,
        EventQueries events,
        EventFigureQueries figures,
        CancellationToken ct
    ) =>
        await events.FindAsync(id, ct) is { } @event
            ? TypedResults.Ok(EventFiguresResource.From(id, await figures.GetForEventAsync(@event, ct)))
            : ProblemResult.Create(ProblemType.NotFound);

    /// <summary>Get the settlement of an event</summary>
    /// <remarks>The deal with the artist is entered in the admin area.</remarks>
    internal static async Task<Results<Ok<SettlementResource>, ProblemResult>> GetSettlementAsync(
        [Description("The event's id.")] Guid id,
        EventQueries events,
        SettlementService settlements,
        CancellationToken ct
    ) =>
        await events.FindAsync(id, ct) is { } @event
            ? TypedResults.Ok(SettlementResource.From(await settlements.GetReportAsync(@event, ct)))
            : ProblemResult.Create(ProblemType.NotFound);

    // A missing end is today, or the start if that is later; a missing start lies thirty days before the end.
    private static Period CreatePeriod(DateOnly? first, DateOnly? last, DateOnly today)
    {
        var end = last ?? (first > today ? first.Value : today);
        var usual = end.DayNumber - Period.MinDate.DayNumber < DefaultDays ? Period.MinDate : end.AddDays(1 - DefaultDays);
        return new Period(first ?? usual, end);
    }
}
