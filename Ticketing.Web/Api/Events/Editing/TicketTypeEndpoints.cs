using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ticketing.Api.Access;
using Ticketing.Api.Caching;
using Ticketing.Api.Documentation;
using Ticketing.Api.Lists;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Api.Events.Editing;

internal static class TicketTypeEndpoints
{
    private const string Path = EventEditingEndpoints.OnePath + "/ticket-types";
    private const string OnePath = Path + "/{typeId:guid}";

    public static void MapTicketTypes(this IEndpointRouteBuilder api)
    {
        var types = api.MapGroup("").WithTags("Events for staff").LimitToEvent("id");
        types
            .MapGet(Path, ListAsync)
            .WithName("ListTicketTypes")
            .WithExample(EditingExamples.TicketTypeList)
            .RequireScope(ApiScopes.EventsRead);
        types
            .MapGet(OnePath, GetAsync)
            .WithName("GetTicketType")
            .WithExample(EditingExamples.TicketType)
            .RequireScope(ApiScopes.EventsRead);
        types
            .MapPost(Path, AddAsync)
            .WithName("AddTicketType")
            .WithRequest(EditingExamples.TicketTypeRequest)
            .WithExample(EditingExamples.TicketType)
            .RequireScope(ApiScopes.EventsWrite);
        types
            .MapPut(OnePath, UpdateAsync)
            .WithName("UpdateTicketType")
            .WithRequest(EditingExamples.TicketTypeRequest)
            .WithExample(EditingExamples.TicketType)
            .WithProblems(ProblemType.PreconditionFailed, ProblemType.PreconditionRequired)
            .RequireScope(ApiScopes.EventsWrite);
        types
            .MapPost(OnePath + "/withdraw", WithdrawAsync)
            .WithName("WithdrawTicketType")
            .WithExample(EditingExamples.TicketType)
            .RequireScope(ApiScopes.EventsWrite);
        types
            .MapPost(OnePath + "/offer", OfferAsync)
            .WithName("OfferTicketType")
            .WithExample(EditingExamples.TicketType)
            .RequireScope(ApiScopes.EventsWrite);
        types
            .MapPost(OnePath + "/move", MoveAsync)
            .WithName("MoveTicketType")
            .WithRequest(EditingExamples.MoveRequest)
            .WithExample(EditingExamples.TicketTypeList)
            .RequireScope(ApiScopes.EventsWrite);
        types
            .MapDelete(OnePath, DeleteAsync)
            .WithName("DeleteTicketType")
            .WithProblems(ProblemType.Conflict)
            .RequireScope(ApiScopes.EventsWrite);
    }

    /// <summary>List the ticket types of an event</summary>
    /// <remarks>In the order that buyers see; withdrawn ones too.</remarks>
    internal static async Task<Results<Ok<ApiList<TicketTypeDetailsResource>>, ProblemResult>> ListAsync(
        [Description("The event's id.")] Guid id,
        EventQueries events,
        EventDetailsFactory resources,
        CancellationToken ct
    ) =>
        await events.FindAsync(id, ct) is { } @event
            ? TypedResults.Ok(
                ApiList.Create<TicketTypeDetailsResource>([.. @event.TicketTypes.Select(type => resources.Create(@event, type))])
            )
            : ProblemResult.Create(ProblemType.NotFound);

    /// <summary>Get a ticket type</summary>
    /// <remarks>Its ETag is what a change of it must send as If-Match.</remarks>
    internal static Task<Results<Ok<TicketTypeDetailsResource>, ProblemResult>> GetAsync(
        [Description("The event's id.")] Guid id,
        [Description("The ticket type's id.")] Guid typeId,
        TicketTypeAnswers answers,
        CancellationToken ct
    ) => answers.ShowAsync(id, typeId, ct);

    /// <summary>Add a ticket type</summary>
    /// <remarks>After the others. If the event is public, it is on sale at once.</remarks>
    internal static async Task<Results<Created<TicketTypeDetailsResource>, ProblemResult>> AddAsync(
        [Description("The event's id.")] Guid id,
        TicketTypeRequest request,
        EditTicketType edit,
        TicketTypeAnswers answers,
        CancellationToken ct
    )
    {
        var (form, refusal) = await answers.ReadAsync(id, null, request, ct);
        return refusal is not null ? refusal
            : await edit.AddAsync(id, form!, ct) is var outcome && outcome is EditOutcome.Saved saved
                ? TypedResults.Created(
                    $"{ApiPaths.Version1}{EventEditingEndpoints.Path}/{id}/ticket-types/{saved.Id}",
                    (await answers.FindAsync(id, saved.Id, ct))!
                )
            : EventForms.Refuse(outcome);
    }

    /// <summary>Change a ticket type</summary>
    /// <remarks>Send all fields: what is left out is emptied. Tickets that are held or sold keep their price.</remarks>
    internal static async Task<Results<Ok<TicketTypeDetailsResource>, ProblemResult>> UpdateAsync(
        [Description("The event's id.")] Guid id,
        [Description("The ticket type's id.")] Guid typeId,
        [FromHeader(Name = "If-Match"), Description(VersionTag.Description)] string? ifMatch,
        TicketTypeRequest request,
        EditTicketType edit,
        TicketTypeAnswers answers,
        CancellationToken ct
    )
    {
        var version = VersionTag.Read(ifMatch, await answers.FindVersionAsync(id, typeId, ct), out var missing);
        if (missing is not null)
        {
            return missing;
        }

        var (form, refusal) = await answers.ReadAsync(id, typeId, request, ct);
        return refusal is not null ? refusal
            : await edit.SaveAsync(id, typeId, form!, new Revision(version, ""), ct) is var outcome && outcome is EditOutcome.Saved
                ? await answers.ShowAsync(id, typeId, ct)
            : EventForms.Refuse(outcome);
    }

    /// <summary>Stop selling a ticket type</summary>
    /// <remarks>Tickets that are sold stay valid.</remarks>
    internal static async Task<Results<Ok<TicketTypeDetailsResource>, ProblemResult>> WithdrawAsync(
        [Description("The event's id.")] Guid id,
        [Description("The ticket type's id.")] Guid typeId,
        EditTicketType edit,
        TicketTypeAnswers answers,
        CancellationToken ct
    )
    {
        await edit.SetOfferedAsync(id, typeId, offered: false, ct);
        return await answers.ShowAsync(id, typeId, ct);
    }

    /// <summary>Sell a withdrawn ticket type again</summary>
    /// <remarks>The same answer if it was not withdrawn.</remarks>
    internal static async Task<Results<Ok<TicketTypeDetailsResource>, ProblemResult>> OfferAsync(
        [Description("The event's id.")] Guid id,
        [Description("The ticket type's id.")] Guid typeId,
        EditTicketType edit,
        TicketTypeAnswers answers,
        CancellationToken ct
    )
    {
        await edit.SetOfferedAsync(id, typeId, offered: true, ct);
        return await answers.ShowAsync(id, typeId, ct);
    }

    /// <summary>Move a ticket type in the list</summary>
    /// <remarks>By one place, in the order that buyers see. The first cannot go up, nor the last down: then nothing changes.</remarks>
    internal static async Task<Results<Ok<ApiList<TicketTypeDetailsResource>>, ProblemResult>> MoveAsync(
        [Description("The event's id.")] Guid id,
        [Description("The ticket type's id.")] Guid typeId,
        MoveTicketTypeRequest request,
        EditTicketType edit,
        EventQueries events,
        EventDetailsFactory resources,
        CancellationToken ct
    ) =>
        await edit.MoveAsync(id, typeId, request.Direction == MoveDirection.Up, ct)
            ? await ListAsync(id, events, resources, ct)
            : ProblemResult.Create(ProblemType.NotFound);

    /// <summary>Delete a ticket type</summary>
    /// <remarks>Only if nobody ever held or bought one; else withdraw it.</remarks>
    internal static async Task<Results<NoContent, ProblemResult>> DeleteAsync(
        [Description("The event's id.")] Guid id,
        [Description("The ticket type's id.")] Guid typeId,
        DeleteTicketType delete,
        CancellationToken ct
    ) =>
        await delete.DeleteAsync(id, typeId, ct) switch
        {
            DeletionOutcome.Deleted => TypedResults.NoContent(),
            DeletionOutcome.InUse => ProblemResult.Create(
                ProblemType.Conflict,
                "It was held or bought before, so it is kept for the records. Withdraw it instead."
            ),
            _ => ProblemResult.Create(ProblemType.NotFound),
        };
}
