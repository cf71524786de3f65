using Microsoft.AspNetCore.Authorization;
using Ticketing.Features.Accounts.Tokens;

namespace Ticketing.Api.Access;

/// <summary>Keys that are limited to one event are refused by operations that do not say which event they are about.</summary>
/// <param name="RouteParameter">Has the event's id; null if the operation applies the limit itself.</param>
internal sealed record EventLimit(string? RouteParameter)
{
    internal static bool IsObserved(AuthorizationHandlerContext context) =>
        context.User.FindEventLimit() is not { } id
        || (
            context.Resource is HttpContext http
            && http.GetEndpoint()?.Metadata.GetMetadata<EventLimit>() is { } limit
            && (limit.RouteParameter is null || FindId(http, limit.RouteParameter) == id)
        );

    private static Guid? FindId(HttpContext http, string parameter) =>
        Guid.TryParse(http.Request.RouteValues[parameter]?.ToString(), out var id) ? id : null;
}

internal static class EventLimitExtensions
{
    /// <summary>Opens the operation to keys that are limited to the event in this part of the route.</summary>
    public static TBuilder LimitToEvent<TBuilder>(this TBuilder operation, string routeParameter)
        where TBuilder : IEndpointConventionBuilder => operation.WithMetadata(new EventLimit(routeParameter));

    /// <summary>Opens the operation to keys that are limited to an event, because it reads the limit and applies it.</summary>
    public static TBuilder AppliesEventLimit<TBuilder>(this TBuilder operation)
        where TBuilder : IEndpointConventionBuilder => operation.WithMetadata(new EventLimit((string?)null));
}
