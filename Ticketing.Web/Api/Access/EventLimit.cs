using Microsoft.AspNetCore.Authorization;
using Ticketing.Features.Accounts.Tokens;

namespace Ticketing.Api.Access;

/// <summary>Keys that are limited to one event are refused by operations that do not say which event they are about.</summary>
/// <param name="RouteParameter">Has the event's id.</param>
internal sealed record EventLimit(string RouteParameter)
{
    internal static bool IsObserved(AuthorizationHandlerContext context) =>
        context.User.FindEventLimit() is not { } id
        || (
            context.Resource is HttpContext http
            && http.GetEndpoint()?.Metadata.GetMetadata<EventLimit>() is { } limit
            && Guid.TryParse(http.Request.RouteValues[limit.RouteParameter]?.ToString(), out var requested)
            && requested == id
        );
}

internal static class EventLimitExtensions
{
    /// <summary>Opens the operation to keys that are limited to the event in this part of the route.</summary>
    public static TBuilder LimitToEvent<TBuilder>(this TBuilder operation, string routeParameter)
        where TBuilder : IEndpointConventionBuilder => operation.WithMetadata(new EventLimit(routeParameter));
}
