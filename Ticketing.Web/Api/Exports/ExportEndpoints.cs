using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Lists;
using Ticketing.Api.Problems;
using Ticketing.Api.Requests;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Insights.Exports;

namespace Ticketing.Api.Exports;

/// <summary>
/// The same tables as in the admin area, always in the same format, sent while they are read. A key for one event gets that event only.
/// </summary>
internal static class ExportEndpoints
{
    private const string Path = "/exports";
    private const string MediaType = "text/csv";

    public static void MapExports(this IEndpointRouteBuilder api)
    {
        var exports = api.MapGroup(Path).WithTags("Exports");
        Describe(exports.MapGet("/orders", ExportOrdersAsync), "ExportOrders", ApiScopes.OrdersRead, ExportExamples.Orders);
        Describe(exports.MapGet("/attendees", ExportAttendeesAsync), "ExportAttendees", ApiScopes.AttendeesRead, ExportExamples.Attendees);
        Describe(exports.MapGet("/sales", ExportSalesAsync), "ExportSales", ApiScopes.InsightsRead, ExportExamples.Sales);
    }

    private static void Describe(RouteHandlerBuilder export, string name, string scope, string example) =>
        export
            .WithName(name)
            .WithExample(example)
            .Produces<string>(StatusCodes.Status200OK, MediaType)
            .WithProblems(ProblemType.InvalidFields)
            .RequireScope(scope)
            .AppliesEventLimit()
            .RequireFreshFactor();

    /// <summary>Export orders</summary>
    /// <remarks>As CSV: orders of any status that were made in the period. The export is audited.</remarks>
    internal static Task<Results<PushStreamHttpResult, ProblemResult>> ExportOrdersAsync(
        [AsParameters] ExportParameters parameters,
        HttpContext context,
        ExportAudit audit,
        ExportWriter writer,
        CancellationToken ct
    ) => SendAsync("orders", parameters, context, audit, writer, ct);

    /// <summary>Export attendees</summary>
    /// <remarks>As CSV: the tickets of orders that were paid in the period, void ones too. The export is audited.</remarks>
    internal static Task<Results<PushStreamHttpResult, ProblemResult>> ExportAttendeesAsync(
        [AsParameters] ExportParameters parameters,
        HttpContext context,
        ExportAudit audit,
        ExportWriter writer,
        CancellationToken ct
    ) => SendAsync("attendees", parameters, context, audit, writer, ct);

    /// <summary>Export sales</summary>
    /// <remarks>As CSV: sales and refunds by day, event, channel and currency. The export is audited.</remarks>
    internal static Task<Results<PushStreamHttpResult, ProblemResult>> ExportSalesAsync(
        [AsParameters] ExportParameters parameters,
        HttpContext context,
        ExportAudit audit,
        ExportWriter writer,
        CancellationToken ct
    ) => SendAsync("sales", parameters, context, audit, writer, ct);

    private static async Task<Results<PushStreamHttpResult, ProblemResult>> SendAsync(
        string list,
        ExportParameters parameters,
        HttpContext context,
        ExportAudit audit,
        ExportWriter writer,
        CancellationToken ct
    )
    {
        List<FieldError> errors = [];
        var (first, last) = QueryPeriod.Parse(parameters.From, parameters.To, errors);
        if (errors.Count > 0)
        {
            return ProblemResult.Invalid(errors);
        }

        if (!context.User.MayAskFor(parameters.EventId))
        {
            return ProblemResult.Create(ProblemType.Forbidden);
        }

        var filter = new ExportFilter(first, last, context.User.FindEventLimit() ?? parameters.EventId) { IsForPrograms = true };
        var sendsNothing = context.AsksForHeadersOnly();
        return await (sendsNothing ? audit.IsEventKnownAsync(filter, ct) : audit.RecordAsync(list, filter, ct))
            ? TypedResults.Stream(
                target => sendsNothing ? Task.CompletedTask : writer.WriteAsync(list, filter, TableFormat.Standard, target, ct),
                $"{MediaType}; charset=utf-8",
                filter.GetFileName(list, TableFormat.Standard)
            )
            : ProblemResult.Invalid("eventId", "There is no such event.");
    }
}

/// <summary>The query parameters of every export.</summary>
internal sealed class ExportParameters
{
    [Microsoft.AspNetCore.Mvc.FromQuery(Name = "from"), Description(QueryPeriod.FromDescription)]
    public string? From { get; init; }

    [Microsoft.AspNetCore.Mvc.FromQuery(Name = "to"), Description(QueryPeriod.ToDescription)]
    public string? To { get; init; }

    [Microsoft.AspNetCore.Mvc.FromQuery(Name = "eventId"), Description("Only this event.")]
    public Guid? EventId { get; init; }
}
