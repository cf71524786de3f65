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
using Ticketing.Features.Cancellations;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Api.Events.Editing;

internal static class EventEditingEndpoints
{
    internal const string Path = "/admin/events";
    internal const string OnePath = Path + "/{id:guid}";
    private const string EventId = "id";

    public static void MapEventEditing(this IEndpointRouteBuilder api)
    {
        var events = api.MapGroup("").WithTags("Events for staff");
        events.MapGet(Path, ListAsync).WithName("ListAllEvents").WithExample(EditingExamples.EventList).RequireScope(ApiScopes.EventsRead);
        events
            .MapGet(OnePath, GetAsync)
            .WithName("GetEventDetails")
            .WithExample(EditingExamples.Event)
            .RequireScope(ApiScopes.EventsRead)
            .LimitToEvent(EventId);
        events
            .MapPost(Path, CreateAsync)
            .WithName("CreateEvent")
            .WithRequest(EditingExamples.EventRequest)
            .WithExample(EditingExamples.Event)
            .RequireScope(ApiScopes.EventsWrite);
        var changes = events.MapGroup("").RequireScope(ApiScopes.EventsWrite).LimitToEvent(EventId);
        changes
            .MapPut(OnePath, UpdateAsync)
            .WithName("UpdateEvent")
            .WithRequest(EditingExamples.EventRequest)
            .WithExample(EditingExamples.Event)
            .WithProblems(ProblemType.PreconditionFailed, ProblemType.PreconditionRequired);
        changes
            .MapPost(OnePath + "/publish", PublishAsync)
            .WithName("PublishEvent")
            .WithExample(EditingExamples.Event)
            .WithProblems(ProblemType.Conflict);
        changes
            .MapPost(OnePath + "/schedule", ScheduleAsync)
            .WithName("ScheduleEvent")
            .WithRequest(EditingExamples.ScheduleRequest)
            .WithExample(EditingExamples.ScheduledEvent)
            .WithProblems(ProblemType.Conflict);
        changes
            .MapPost(OnePath + "/unschedule", UnscheduleAsync)
            .WithName("UnscheduleEvent")
            .WithExample(EditingExamples.Draft)
            .WithProblems(ProblemType.Conflict);
        changes
            .MapPost(OnePath + "/withdraw", WithdrawAsync)
            .WithName("WithdrawEvent")
            .WithExample(EditingExamples.Event)
            .WithProblems(ProblemType.Conflict);
        changes
            .MapPost(OnePath + "/cancel", CancelAsync)
            .WithName("CancelEvent")
            .WithRequest(EditingExamples.CancelRequest)
            .WithExample(EditingExamples.Event)
            .AlsoRequireScope(ApiScopes.OrdersRefund);
    }

    /// <summary>List all events</summary>
    /// <remarks>Drafts, past and cancelled events too, the latest date first.</remarks>
    internal static async Task<Results<Ok<ApiList<EventDetailsResource>>, ProblemResult>> ListAsync(
        [Description("Words that must all occur in title, kind, summary, description, line-up or location.")] string? q,
        [Description("Only events with this status: inactive (drafts), active, postponed or cancelled.")] string? status,
        [AsParameters] PageParameters page,
        EventQueries events,
        EventDetailsFactory resources,
        HttpResponse response,
        CancellationToken ct
    )
    {
        List<FieldError> errors = [.. page.GetErrors(), .. EventEndpoints.CheckSearch(q)];
        var only = QueryEnum.Parse<EventStatus>("status", status, errors);
        if (errors.Count > 0)
        {
            return ProblemResult.Invalid(errors);
        }

        var found = await events.GetPageAsync(q, only, page.Position, page.Size, ct);
        return TypedResults.Ok(
            ApiList.Create(
                [.. found.Rows.Select(resources.Create)],
                found.Older,
                response,
                ApiPaths.Version1 + Path,
                page.Limit,
                KeyValuePair.Create("q", q),
                KeyValuePair.Create("status", status)
            )
        );
    }

    /// <summary>Get an event as staff see it</summary>
    /// <remarks>Its ETag is what a change of it must send as If-Match.</remarks>
    internal static Task<Results<Ok<EventDetailsResource>, ProblemResult>> GetAsync(
        [Description("The event's id.")] Guid id,
        EventAnswers answers,
        CancellationToken ct
    ) => answers.ShowAsync(id, ct);

    /// <summary>Create an event</summary>
    /// <remarks>It is a draft until it is published, and needs a ticket type before that.</remarks>
    internal static async Task<Results<Created<EventDetailsResource>, ProblemResult>> CreateAsync(
        EventRequest request,
        EditEvent edit,
        EventAnswers answers,
        CancellationToken ct
    )
    {
        var forms = new EventForms();
        var form = forms.Read(request);
        List<FieldError> errors = [.. BuyerNotices.CheckNewEvent(request), .. forms.Errors];
        return errors.Count > 0 ? ProblemResult.Invalid(errors)
            : await edit.CreateAsync(form, ct) is var outcome && outcome is EditOutcome.Saved saved
                ? TypedResults.Created($"{ApiPaths.Version1}{Path}/{saved.Id}", await answers.GetAsync(saved.Id, ct))
            : EventForms.Refuse(outcome);
    }

    /// <summary>Change an event</summary>
    /// <remarks>
    /// Send all fields: what is left out is emptied. If sold tickets would say another time or place, tellBuyers is needed. An offer of
    /// refunds needs the scope orders:refund too.
    /// </remarks>
    internal static async Task<Results<Ok<EventDetailsResource>, ProblemResult>> UpdateAsync(
        [Description("The event's id.")] Guid id,
        [FromHeader(Name = "If-Match"), Description(VersionTag.Description)] string? ifMatch,
        EventRequest request,
        RescheduleEvent edit,
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

        var forms = new EventForms();
        var form = forms.Read(request);
        return forms.Errors.Count > 0 ? ProblemResult.Invalid(forms.Errors)
            : await edit.SaveAsync(id, form, new Revision(version, ""), EventForms.ReadNotice(request), ct) is var outcome
            && outcome is EditOutcome.Saved
                ? await answers.ShowAsync(id, ct)
            : EventForms.Refuse(outcome);
    }

    /// <summary>Publish an event</summary>
    /// <remarks>Buyers see it at once. Refused with the reasons if something is missing, such as a ticket type.</remarks>
    internal static async Task<Results<Ok<EventDetailsResource>, ProblemResult>> PublishAsync(
        [Description("The event's id.")] Guid id,
        PublishEvent publish,
        EventAnswers answers,
        CancellationToken ct
    ) => await AnswerAsync(id, await publish.PublishAsync(id, ct), answers, ct);

    /// <summary>Publish an event later</summary>
    /// <remarks>
    /// The program publishes the draft at that time. Refused with the reasons if something is missing by then, such as a ticket type on
    /// sale.
    /// </remarks>
    internal static async Task<Results<Ok<EventDetailsResource>, ProblemResult>> ScheduleAsync(
        [Description("The event's id.")] Guid id,
        ScheduleEventRequest request,
        SchedulePublication schedule,
        EventAnswers answers,
        CancellationToken ct
    ) =>
        request.PublishAt.UtcTicks % TimeSpan.TicksPerMinute != 0
            ? ProblemResult.Invalid("publishAt", EventForms.WholeMinute)
            : await AnswerAsync(id, await schedule.ScheduleAsync(id, request.PublishAt, ct), answers, ct);

    /// <summary>Do not publish an event later</summary>
    /// <remarks>It stays a draft. The same answer if it was not scheduled.</remarks>
    internal static async Task<Results<Ok<EventDetailsResource>, ProblemResult>> UnscheduleAsync(
        [Description("The event's id.")] Guid id,
        SchedulePublication schedule,
        EventAnswers answers,
        CancellationToken ct
    ) => await AnswerAsync(id, await schedule.TakeBackAsync(id, ct), answers, ct);

    /// <summary>Make an event a draft again</summary>
    /// <remarks>Only while nothing is sold or held.</remarks>
    internal static async Task<Results<Ok<EventDetailsResource>, ProblemResult>> WithdrawAsync(
        [Description("The event's id.")] Guid id,
        PublishEvent publish,
        EventAnswers answers,
        CancellationToken ct
    ) => await AnswerAsync(id, await publish.WithdrawAsync(id, ct), answers, ct);

    /// <summary>Cancel an event</summary>
    /// <remarks>
    /// Nothing more is sold, every buyer gets an email, and every order is refunded. This cannot be undone. Needs the scope orders:refund
    /// too. The same answer if it was cancelled before.
    /// </remarks>
    internal static async Task<Results<Ok<EventDetailsResource>, ProblemResult>> CancelAsync(
        [Description("The event's id.")] Guid id,
        CancelEventRequest request,
        CancelEvent cancel,
        EventAnswers answers,
        CancellationToken ct
    )
    {
        var message = request.Message.Trim();
        return message.Length > CancelEvent.MaxMessageLength
                ? ProblemResult.Invalid("message", $"The message may have {CancelEvent.MaxMessageLength} characters.")
            : await cancel.CancelAsync(id, message, ct) == CancelOutcome.EventNotFound ? ProblemResult.Create(ProblemType.NotFound)
            : await answers.ShowAsync(id, ct);
    }

    private static async Task<Results<Ok<EventDetailsResource>, ProblemResult>> AnswerAsync(
        Guid id,
        PublishOutcome outcome,
        EventAnswers answers,
        CancellationToken ct
    ) =>
        outcome is PublishOutcome.Refused refused
            ? ProblemResult.Create(ProblemType.Conflict, string.Join(' ', refused.Reasons))
            : await answers.ShowAsync(id, ct);
}
