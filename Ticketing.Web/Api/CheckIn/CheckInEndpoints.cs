using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;

namespace Ticketing.Api.CheckIn;

internal static class CheckInEndpoints
{
    internal const string Path = "/check-in";

    public static void MapCheckIn(this IEndpointRouteBuilder api)
    {
        var door = api.MapGroup("").WithTags("Check-in").RequireScope(ApiScopes.CheckIn);
        door.MapPost(Path, ScanAsync)
            .WithName("ScanTicket")
            .WithRequest(CheckInExamples.ScanRequest)
            .WithExample(CheckInExamples.Scan)
            .AppliesEventLimit();
        door.MapPost(Path + "/{eventId:guid}/by-hand", AdmitByHandAsync)
            .WithName("AdmitByHand")
            .WithRequest(CheckInExamples.ByHandRequest)
            .WithExample(CheckInExamples.Scan)
            .LimitToEvent("eventId");
        door.MapPost(Path + "/{eventId:guid}/undo", UndoAsync)
            .WithName("UndoScan")
            .WithRequest(CheckInExamples.UndoRequest)
            .WithExample(CheckInExamples.Scan)
            .LimitToEvent("eventId");
    }

    /// <summary>Scan a ticket</summary>
    /// <remarks>Of two scans at once, one gets "valid". The answer is 200 whatever the result is.</remarks>
    internal static async Task<Results<Ok<ScanResource>, ProblemResult>> ScanAsync(
        ScanRequest request,
        AdmitTicket admit,
        CheckInEventQueries events,
        ScanQueries scans,
        ClaimsPrincipal caller,
        CancellationToken ct
    )
    {
        if (caller.FindEventLimit() is { } limit && limit != request.EventId)
        {
            return ProblemResult.Create(ProblemType.Forbidden);
        }

        var errors = CheckGate(request.Gate).Concat(CheckScanId(request.ScanId)).ToList();
        if (await events.FindAsync(request.EventId, ct) is not { } @event)
        {
            errors.Add(new FieldError("eventId", "There is no such event."));
            return ProblemResult.Invalid(errors);
        }

        if (errors.Count > 0)
        {
            return ProblemResult.Invalid(errors);
        }

        var attempt = new ScanAttempt(@event.Id, request.ScanId ?? ScanAttempt.NewKey(), request.Gate.Trim());
        var scan = await admit.ScanAsync(attempt, request.Code.Trim(), ct);
        return TypedResults.Ok(Create(@event, (await scans.FindAsync(@event.Id, scan, ct))!));
    }

    /// <summary>Take an admission back</summary>
    /// <remarks>The ticket is good for coming in again. If it was taken back before, the answer is the admission as it is now.</remarks>
    internal static async Task<Results<Ok<ScanResource>, ProblemResult>> UndoAsync(
        [Description("The event's id.")] Guid eventId,
        UndoScanRequest request,
        UndoAdmission undo,
        CheckInEventQueries events,
        ScanQueries scans,
        CancellationToken ct
    )
    {
        if (CheckGate(request.Gate).ToList() is { Count: > 0 } errors)
        {
            return ProblemResult.Invalid(errors);
        }

        if (
            await events.FindAsync(eventId, ct) is not { } @event
            || await scans.FindAsync(eventId, request.AdmissionId, ct) is not { Scan.Result: ScanResult.Admitted }
        )
        {
            return ProblemResult.Create(ProblemType.NotFound);
        }

        var outcome = await undo.UndoAsync(eventId, request.AdmissionId, request.Gate.Trim(), ct);
        var scan = outcome is UndoOutcome.Undone undone ? undone.ScanId : request.AdmissionId;
        return TypedResults.Ok(Create(@event, (await scans.FindAsync(eventId, scan, ct))!));
    }

    /// <summary>Let somebody in by hand</summary>
    /// <remarks>Without a code, for who is on the list of attendees. The audit log says who did it.</remarks>
    internal static async Task<Results<Ok<ScanResource>, ProblemResult>> AdmitByHandAsync(
        [Description("The event's id.")] Guid eventId,
        AdmitByHandRequest request,
        AdmitTicket admit,
        CheckInEventQueries events,
        ScanQueries scans,
        CancellationToken ct
    )
    {
        if (CheckGate(request.Gate).Concat(CheckScanId(request.ScanId)).ToList() is { Count: > 0 } errors)
        {
            return ProblemResult.Invalid(errors);
        }

        var attempt = new ScanAttempt(eventId, request.ScanId ?? ScanAttempt.NewKey(), request.Gate.Trim());
        return await events.FindAsync(eventId, ct) is { } @event && await admit.AdmitByHandAsync(attempt, request.TicketId, ct) is { } scan
            ? TypedResults.Ok(Create(@event, (await scans.FindAsync(eventId, scan, ct))!))
            : ProblemResult.Create(ProblemType.NotFound);
    }

    private static IEnumerable<FieldError> CheckScanId(string? scanId) =>
        scanId is { Length: 0 or > Scan.MaxKeyLength } ? [new FieldError("scanId", $"It has 1 to {Scan.MaxKeyLength} characters.")] : [];

    private static IEnumerable<FieldError> CheckGate(string gate) =>
        gate.Trim().Length > Scan.MaxGateLength ? [new FieldError("gate", $"It has at most {Scan.MaxGateLength} characters.")] : [];

    private static ScanResource Create(Event @event, ScanDetails details) =>
        new()
        {
            Id = details.Scan.Id,
            Result = GetResult(details),
            At = EventTimes.ToLocal(@event, details.Scan.At),
            Ticket = details is { Ticket: { } ticket, TicketEvent: { } own }
                ? new ScannedTicketResource
                {
                    EventId = own.Id,
                    EventTitle = own.Title,
                    Reference = ticket.Reference,
                    Number = ticket.Number,
                    TicketCount = ticket.OrderTicketCount,
                    Category = ticket.Category,
                    Attendee = ticket.Attendee,
                    CheckedInAt = ticket.Admission is { } admission ? EventTimes.ToLocal(own, admission.At) : null,
                    Gate = ticket.Admission?.Gate ?? "",
                }
                : null,
        };

    private static CheckInResult GetResult(ScanDetails details) =>
        details.Result switch
        {
            ScanResult.Admitted => CheckInResult.Valid,
            ScanResult.AlreadyIn => CheckInResult.AlreadyUsed,
            ScanResult.WrongEvent => CheckInResult.WrongEvent,
            ScanResult.Void => details.WasSuspended ? CheckInResult.Suspended : CheckInResult.Void,
            ScanResult.Replaced => CheckInResult.Replaced,
            ScanResult.Cancelled => CheckInResult.Cancelled,
            ScanResult.Expired => CheckInResult.Expired,
            ScanResult.Forged => CheckInResult.Forged,
            ScanResult.Undone => CheckInResult.Undone,
            _ => CheckInResult.NotATicket,
        };
}
