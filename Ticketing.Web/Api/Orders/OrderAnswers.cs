using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Api.Orders;

/// <summary>Finds orders that the caller may see, and answers with them as they are now.</summary>
internal sealed class OrderAnswers(
    OrderQueries orders,
    EventCatalogue events,
    RefundQueries refunds,
    SiteLanguages languages,
    IHttpContextAccessor requests
)
{
    /// <returns>Null if there is none, or it is for an event that the caller's key does not open.</returns>
    public async Task<Order?> FindAsync(string reference, CancellationToken ct) =>
        await orders.FindAsync(reference.ToUpperInvariant(), ct) is { } order
        && (requests.HttpContext!.User.FindEventLimit() is not { } limit || limit == order.EventId)
            ? order
            : null;

    public async Task<Results<Ok<OrderResource>, ProblemResult>> ShowAsync(string reference, CancellationToken ct) =>
        await FindAsync(reference, ct) is { } order
            ? TypedResults.Ok(await CreateAsync(order, ct))
            : ProblemResult.Create(ProblemType.NotFound);

    /// <summary>In the order's language.</summary>
    public async Task<OrderResource> CreateAsync(Order order, CancellationToken ct)
    {
        using var _ = languages.FindByTag(order.Language).Use();
        return OrderResources.Create(
            order,
            await events.GetAsync(order.EventId, ct),
            await orders.GetTicketsAsync(order.Id, ct),
            await refunds.GetForOrderAsync(order.Id, ct)
        );
    }
}
