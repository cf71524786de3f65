using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ticketing.Api.Access;
using Ticketing.Api.Caching;
using Ticketing.Api.Documentation;
using Ticketing.Api.Lists;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Api.Events.Editing;

/// <summary>Takes the date of a public event away, gives it another, and says what buyers were told.</summary>
internal static class PostponementEndpoints
{
    private const string EventId = "id";

    public static void MapPostponements(this IEndpointRouteBuilder api)
    {
        var events = api.MapGroup("").WithTags("Events for staff").LimitToEvent(EventId);
        events
            .MapPost(EventEditingEndpoints.OnePath + "/postpone", PostponeAsync)
            .WithName("PostponeEvent")
            .WithRequest(PostponementExamples.Postpone)
            .WithExample(PostponementExamples.PostponedEvent)
            .WithProblems(ProblemType.Conflict, ProblemType.PreconditionFailed, ProblemType.PreconditionRequired)
            .RequireScope(ApiScopes.EventsWrite);
        events
            .MapPost(EventEditingEndpoints.OnePath + "/new-date", SetNewDateAsync)
            .WithName("SetNewDate")
            .WithRequest(PostponementExamples.NewDate)
            .WithExample(PostponementExamples.EventWithNewDate)
            .WithProblems(ProblemType.Conflict, ProblemType.PreconditionFailed, ProblemType.PreconditionRequired)
            .RequireScope(ApiScopes.EventsWrite);
        events
            .MapGet(EventEditingEndpoints.OnePath + "/changes", ListChangesAsync)
            .WithName("ListScheduleChanges")
            .WithExample(PostponementExamples.Changes)
            .RequireScope(ApiScopes.EventsRead);
    }

    /// <summary>Postpone an event</summary>
    /// <remarks>
    /// A public event, until a new date is known. Tickets stay valid, and nothing is sold meanwhile. Buyers with an email address must be
    /// told, as the terms of sale promise. An offer of refunds needs the scope orders:refund too.
    /// </remarks>
    internal static async Task<Results<Ok<EventDetailsResource>, ProblemResult>> PostponeAsync(
        [Description("The event's id.")] Guid id,
        [FromHeader(Name = "If-Match"), Description(VersionTag.Description)] string? ifMatch,
        PostponeEventRequest request,
        PostponeEvent postpone,
        EventAnswers answers,
        ClaimsPrincipal caller,
        CancellationToken ct
    )
    {
        var version = VersionTag.Read(ifMatch, await answers.FindVersionAsync(id, ct), out var missing);
        if ((missing ?? BuyerNotices.Refuse(request.TellBuyers, request.RefundsUntil, caller)) is { } refusal)
        {
            return refusal;
        }

        var notice = BuyerNotices.Read(request.TellBuyers, request.MessageToBuyers, request.RefundsUntil);
        return await postpone.PostponeAsync(id, version, notice, ct) is var outcome && outcome is EditOutcome.Saved
                ? await answers.ShowAsync(id, ct)
            : outcome is EditOutcome.Refused refused ? ProblemResult.Create(ProblemType.Conflict, string.Join(' ', refused.Errors.Values))
            : EventForms.Refuse(outcome);
    }

    /// <summary>Give a postponed event a date</summary>
    /// <remarks>
    /// It is on sale again. Buyers with an email address must be told. If a ticket type has its own last day of sales, change that
    /// afterwards. An offer of refunds needs the scope orders:refund too.
    /// </remarks>
    internal static async Task<Results<Ok<EventDetailsResource>, ProblemResult>> SetNewDateAsync(
        [Description("The event's id.")] Guid id,
        [FromHeader(Name = "If-Match"), Description(VersionTag.Description)] string? ifMatch,
        NewDateRequest request,
        EventQueries events,
        PostponeEvent postpone,
        EventAnswers answers,
        ClaimsPrincipal caller,
        CancellationToken ct
    )
    {
        var @event = await events.FindAsync(id, ct);
        var version = VersionTag.Read(ifMatch, @event?.Version, out var missing);
        if ((missing ?? BuyerNotices.Refuse(request.TellBuyers, request.RefundsUntil, caller)) is { } refusal)
        {
            return refusal;
        }

        if (@event?.Status != EventStatus.Postponed || @event.Version != version)
        {
            return @event is null ? ProblemResult.Create(ProblemType.NotFound)
                : @event.Version != version ? ProblemResult.Create(ProblemType.PreconditionFailed)
                : ProblemResult.Create(ProblemType.Conflict, "This event is not postponed.");
        }

        var forms = new EventForms();
        var form = forms.Read(request, @event);
        var notice = BuyerNotices.Read(request.TellBuyers, request.MessageToBuyers, request.RefundsUntil);
        return forms.Errors.Count > 0 ? ProblemResult.Invalid(forms.Errors)
            : await postpone.SetDateAsync(id, form, new Revision(version, ""), notice, ct) is var outcome && outcome is EditOutcome.Saved
                ? await answers.ShowAsync(id, ct)
            : EventForms.Refuse(outcome);
    }

    /// <summary>List what buyers were told of an event's changes</summary>
    /// <remarks>Each change of date, time or place that concerned a buyer, the latest first, at most 50.</remarks>
    internal static async Task<Results<Ok<ApiList<ScheduleChangeResource>>, ProblemResult>> ListChangesAsync(
        [Description("The event's id.")] Guid id,
        EventQueries events,
        ScheduleChangeQueries changes,
        CancellationToken ct
    ) =>
        await events.FindAsync(id, ct) is { } @event
            ? TypedResults.Ok(
                ApiList.Create<ScheduleChangeResource>([
                    .. (await changes.GetForEventAsync(id, ct)).Select(change => ScheduleChangeResource.From(change, @event)),
                ])
            )
            : ProblemResult.Create(ProblemType.NotFound);
}
