using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Caching;
using Ticketing.Api.Problems;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;

namespace Ticketing.Api.Events.Editing;

/// <inheritdoc cref="EventAnswers"/>
internal sealed class TicketTypeAnswers(EventQueries events, EventDetailsFactory resources, Pricing pricing, IHttpContextAccessor requests)
{
    public async Task<Results<Ok<TicketTypeDetailsResource>, ProblemResult>> ShowAsync(Guid eventId, Guid id, CancellationToken ct) =>
        await FindAsync(eventId, id, ct) is { } type ? TypedResults.Ok(type) : ProblemResult.Create(ProblemType.NotFound);

    public async Task<TicketTypeDetailsResource?> FindAsync(Guid eventId, Guid id, CancellationToken ct)
    {
        if (await events.FindAsync(eventId, ct) is not { } @event || @event.TicketTypes.FirstOrDefault(t => t.Id == id) is not { } type)
        {
            return null;
        }

        VersionTag.Set(requests.HttpContext!.Response, type.Version);
        return resources.Create(@event, type);
    }

    /// <returns>Null if there is no such ticket type.</returns>
    public async Task<int?> FindVersionAsync(Guid eventId, Guid id, CancellationToken ct) =>
        (await events.FindAsync(eventId, ct))?.TicketTypes.FirstOrDefault(t => t.Id == id)?.Version;

    /// <param name="id">Null for a new one.</param>
    /// <returns>The form, or the reason against it.</returns>
    public async Task<(TicketTypeForm? Form, ProblemResult? Refusal)> ReadAsync(
        Guid eventId,
        Guid? id,
        TicketTypeRequest request,
        CancellationToken ct
    )
    {
        if (await events.FindAsync(eventId, ct) is not { } @event)
        {
            return (null, ProblemResult.Create(ProblemType.NotFound));
        }

        var forms = new EventForms();
        var form = forms.Read(request, @event.TicketTypes.FirstOrDefault(t => t.Id == id), @event.TimeZone, pricing.Currency);
        return forms.Errors.Count > 0 ? (null, ProblemResult.Invalid(forms.Errors)) : (form, null);
    }
}
