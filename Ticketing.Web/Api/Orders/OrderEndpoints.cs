using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Json;
using Ticketing.Api.Lists;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Search;

namespace Ticketing.Api.Orders;

internal static class OrderEndpoints
{
    internal const string Path = "/orders";
    internal const string OnePath = Path + "/{reference}";

    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("").WithTags("Orders").RequireScope(ApiScopes.OrdersRead).AppliesEventLimit();
        orders.MapGet(Path, ListAsync).WithName("ListOrders").WithExample(OrderExamples.List);
        orders.MapGet(OnePath, GetAsync).WithName("GetOrder").WithExample(OrderExamples.Order);
    }

    /// <summary>Search orders</summary>
    /// <remarks>The latest first. A key for one event finds the orders of that event only.</remarks>
    internal static async Task<Results<Ok<ApiList<OrderSummaryResource>>, ProblemResult>> ListAsync(
        [Description(
            "A reference, an email address or its beginning, a phone number or part of it, a receipt number, or words of a name or title."
        )]
            string? q,
        [Description("Only orders for this event.")] Guid? eventId,
        [Description("Only orders with this status: pending, paid, expired, paidTooLate or refunded.")] string? status,
        [Description("Only orders from here: online, boxOffice or comp.")] string? channel,
        [Description("Only orders created at this time or later, with an offset.")] string? from,
        [Description("Only orders created before this time, with an offset.")] string? until,
        [AsParameters] PageParameters page,
        OrderSearch search,
        ClaimsPrincipal caller,
        HttpResponse response,
        CancellationToken ct
    )
    {
        List<FieldError> errors = [.. page.GetErrors()];
        if (q?.Length > OrderSearch.MaxTextLength)
        {
            errors.Add(new FieldError("q", $"The search may have {OrderSearch.MaxTextLength} characters."));
        }

        var filter = new OrderFilter(
            q ?? "",
            caller.FindEventLimit() ?? eventId,
            QueryEnum.Parse<OrderStatus>("status", status, errors),
            QueryEnum.Parse<OrderChannel>("channel", channel, errors),
            InstantConverter.ParseQuery("from", from, errors),
            InstantConverter.ParseQuery("until", until, errors)
        );
        if (errors.Count > 0)
        {
            return ProblemResult.Invalid(errors);
        }

        if (!caller.MayAskFor(eventId))
        {
            return ProblemResult.Create(ProblemType.Forbidden);
        }

        var found = await search.GetPageAsync(filter, page.Position, page.Size, ct);
        return TypedResults.Ok(
            ApiList.Create(
                [.. found.Rows.Select(OrderResources.Create)],
                found.Older,
                response,
                ApiPaths.Version1 + Path,
                page.Limit,
                KeyValuePair.Create("q", q),
                KeyValuePair.Create("eventId", eventId?.ToString()),
                KeyValuePair.Create("status", status),
                KeyValuePair.Create("channel", channel),
                KeyValuePair.Create("from", from),
                KeyValuePair.Create("until", until)
            )
        );
    }

    /// <summary>Get an order</summary>
    /// <remarks>With its tickets and refunds. A key for one event gets 404 for the orders of others.</remarks>
    internal static Task<Results<Ok<OrderResource>, ProblemResult>> GetAsync(
        [Description("The order's reference.")] string reference,
        OrderAnswers answers,
        CancellationToken ct
    ) => answers.ShowAsync(reference, ct);
}
