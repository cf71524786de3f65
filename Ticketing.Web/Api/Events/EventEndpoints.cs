using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Lists;
using Ticketing.Api.Problems;
using Ticketing.Features.Events.Catalog;

namespace Ticketing.Api.Events;

internal static class EventEndpoints
{
    private const string Path = "/events";
    private const int MaxSearchLength = 100;

    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        var events = api.MapGroup("").WithTags("Events");
        events.MapGet(Path, ListAsync).WithName("ListEvents").WithExample(EventExamples.List).AllowEverybodyToRead("q", "cursor", "limit");
        events.MapGet(Path + "/{id:guid}", GetAsync).WithName("GetEvent").WithExample(EventExamples.Event).AllowEverybodyToRead();
        events
            .MapGet(Path + "/{id:guid}/availability", GetAvailabilityAsync)
            .WithName("GetEventAvailability")
            .WithExample(EventExamples.Availability)
            .AllowEverybodyToRead();
    }

    /// <summary>List upcoming events</summary>
    /// <remarks>Those that are public and not over yet, soonest first, with their ticket types and prices.</remarks>
    internal static async Task<Results<Ok<ApiList<EventResource>>, ProblemResult>> ListAsync(
        [Description("Words that must all occur in title, kind, summary, description or location.")] string? q,
        [AsParameters] PageParameters page,
        EventCatalogue catalogue,
        EventResourceFactory resources,
        HttpResponse response,
        CancellationToken ct
    )
    {
        List<FieldError> errors = [.. page.GetErrors(), .. CheckSearch(q)];
        if (errors.Count > 0)
        {
            return ProblemResult.Invalid(errors);
        }

        var found = await catalogue.GetUpcomingPageAsync(q, page.Position, page.Size, ct);
        return TypedResults.Ok(
            ApiList.Create(
                [.. found.Events.Select(resources.Create)],
                found.Next,
                response,
                ApiPaths.Version1 + Path,
                page.Limit,
                KeyValuePair.Create("q", q)
            )
        );
    }

    internal static IEnumerable<FieldError> CheckSearch(string? q) =>
        q?.Length > MaxSearchLength ? [new FieldError("q", $"The search may have {MaxSearchLength} characters.")] : [];

    /// <summary>Get an event</summary>
    /// <remarks>Cancelled and postponed events can be read too; drafts cannot.</remarks>
    internal static async Task<Results<Ok<EventResource>, NotFound>> GetAsync(
        [Description("The event's id.")] Guid id,
        EventCatalogue catalogue,
        EventResourceFactory resources,
        CancellationToken ct
    ) => await catalogue.FindAsync(id, ct) is { } @event ? TypedResults.Ok(resources.Create(@event)) : TypedResults.NotFound();

    /// <summary>Get an event's availability</summary>
    /// <remarks>At most a second old. Tickets that somebody else has in a basket are not counted.</remarks>
    internal static async Task<Results<Ok<EventAvailabilityResource>, NotFound>> GetAvailabilityAsync(
        [Description("The event's id.")] Guid id,
        EventCatalogue catalogue,
        EventResourceFactory resources,
        CancellationToken ct
    ) => await catalogue.FindAsync(id, ct) is { } @event ? TypedResults.Ok(resources.CreateAvailability(@event)) : TypedResults.NotFound();
}
