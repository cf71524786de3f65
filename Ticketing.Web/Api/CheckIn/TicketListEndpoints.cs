using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Json;
using Ticketing.Api.Lists;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Tickets;

namespace Ticketing.Api.CheckIn;

internal static class TicketListEndpoints
{
    public static void MapTicketLists(this IEndpointRouteBuilder api)
    {
        var lists = api.MapGroup("").WithTags("Check-in");
        lists
            .MapGet(CheckInEndpoints.Path + "/{eventId:guid}/tickets", ListTicketsAsync)
            .WithName("ListTicketsForOfflineUse")
            .WithExample(CheckInExamples.Tickets)
            .RequireScope(ApiScopes.CheckIn)
            .LimitToEvent("eventId");
        lists
            .MapGet("/admin/events/{id:guid}/attendees", ListAttendeesAsync)
            .WithName("ListAttendees")
            .WithExample(CheckInExamples.Attendees)
            .RequireScope(ApiScopes.AttendeesRead)
            .LimitToEvent("id");
    }

    /// <summary>List tickets for offline use</summary>
    /// <remarks>
    /// All that a scanner needs to decide while it has no connection. Later ask for what has changed: changedSince is the syncTime of the
    /// first page of the time before. Some tickets are listed again then, none is left out. Send what was scanned meanwhile to the
    /// operation for scans; it has the last word.
    /// </remarks>
    internal static async Task<Results<Ok<OfflineTicketListResource>, ProblemResult>> ListTicketsAsync(
        [Description("The event's id.")] Guid eventId,
        [Description("Only tickets that were issued or changed at this time or later, with an offset.")] string? changedSince,
        [AsParameters] PageParameters page,
        TicketListQueries tickets,
        TicketCodeService codes,
        CheckInEventQueries events,
        HttpResponse response,
        CancellationToken ct
    )
    {
        List<FieldError> errors = [.. page.GetErrors()];
        var since = InstantConverter.ParseQuery("changedSince", changedSince, errors);
        if (errors.Count > 0)
        {
            return ProblemResult.Invalid(errors);
        }

        if (await events.FindAsync(eventId, ct) is not { } @event)
        {
            return ProblemResult.Create(ProblemType.NotFound);
        }

        var syncTime = tickets.GetSyncTime();
        var found = await tickets.GetPageAsync(eventId, since, page.Position, page.Size, ct);
        var list = ApiList.Create(
            [.. found.Tickets.Select(ticket => CreateForScanner(@event, ticket))],
            found.Next,
            response,
            $"{ApiPaths.Version1}{CheckInEndpoints.Path}/{eventId}/tickets",
            page.Limit,
            KeyValuePair.Create("changedSince", changedSince)
        );
        var key = Convert.ToBase64String(await codes.GetPublicKeyAsync(eventId, ct));
        return TypedResults.Ok(new OfflineTicketListResource(list.Items, list.NextCursor, EventTimes.ToLocal(@event, syncTime), key));
    }

    /// <summary>List the attendees of an event</summary>
    /// <remarks>One for each ticket, in the order of changes; refunded tickets too.</remarks>
    internal static async Task<Results<Ok<ApiList<AttendeeResource>>, ProblemResult>> ListAttendeesAsync(
        [Description("The event's id.")] Guid id,
        [AsParameters] PageParameters page,
        TicketListQueries tickets,
        CheckInEventQueries events,
        HttpResponse response,
        CancellationToken ct
    )
    {
        if (page.GetErrors().ToList() is { Count: > 0 } errors)
        {
            return ProblemResult.Invalid(errors);
        }

        if (await events.FindAsync(id, ct) is not { } @event)
        {
            return ProblemResult.Create(ProblemType.NotFound);
        }

        var found = await tickets.GetPageAsync(id, changedSince: null, page.Position, page.Size, ct);
        return TypedResults.Ok(
            ApiList.Create(
                [.. found.Tickets.Select(ticket => CreateAttendee(@event, ticket))],
                found.Next,
                response,
                $"{ApiPaths.Version1}/admin/events/{id}/attendees",
                page.Limit
            )
        );
    }

    private static OfflineTicketResource CreateForScanner(Event @event, ListedTicket ticket) =>
        new()
        {
            Id = ticket.Id,
            Issue = ticket.Issue,
            Status = ticket.Status,
            IsSuspended = ticket.IsSuspended,
            CheckedInAt = ToLocal(@event, ticket.CheckedInAt),
            Category = ticket.Category,
            Attendee = ticket.Attendee,
            Reference = ticket.Reference,
            Number = ticket.Number,
        };

    private static AttendeeResource CreateAttendee(Event @event, ListedTicket ticket) =>
        new()
        {
            TicketId = ticket.Id,
            Reference = ticket.Reference,
            Number = ticket.Number,
            Attendee = ticket.Attendee,
            Category = ticket.Category,
            Status = ticket.Status,
            CheckedInAt = ToLocal(@event, ticket.CheckedInAt),
            BuyerName = ticket.BuyerName,
            BuyerEmail = ticket.BuyerEmail,
        };

    private static DateTimeOffset? ToLocal(Event @event, DateTimeOffset? instant) =>
        instant is { } at ? EventTimes.ToLocal(@event, at) : null;
}
