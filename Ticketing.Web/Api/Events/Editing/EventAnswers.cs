using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Caching;
using Ticketing.Api.Problems;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;

namespace Ticketing.Api.Events.Editing;

/// <summary>Answers with an event or ticket type as it is now, and its ETag.</summary>
internal sealed class EventAnswers(EventQueries events, EventDetailsFactory resources, IHttpContextAccessor requests)
{
    public async Task<Results<Ok<EventDetailsResource>, ProblemResult>> ShowAsync(Guid id, CancellationToken ct) =>
        await events.FindAsync(id, ct) is { } @event ? TypedResults.Ok(Show(@event)) : ProblemResult.Create(ProblemType.NotFound);

    /// <summary>It is known to exist.</summary>
    public async Task<EventDetailsResource> GetAsync(Guid id, CancellationToken ct) => Show((await events.FindAsync(id, ct))!);

    /// <returns>Null if there is no such event.</returns>
    public async Task<int?> FindVersionAsync(Guid id, CancellationToken ct) => (await events.FindAsync(id, ct))?.Version;

    private EventDetailsResource Show(Event @event)
    {
        VersionTag.Set(requests.HttpContext!.Response, @event.Version);
        return resources.Create(@event);
    }
}
