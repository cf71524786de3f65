using Ticketing.Api.Lists;
using Ticketing.Features.Tickets;

namespace Ticketing.Api.CheckIn;

public sealed record ScanRequest
{
    /// <summary>The text of the QR code.</summary>
    public required string Code { get; init; }

    /// <summary>The event at the door.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Name of the entrance, at most 40 characters.</summary>
    public string Gate { get; init; } = "";

    /// <summary>Made up by the scanner for each attempt. Sent again, because the answer was lost, it gets the same answer.</summary>
    public string? ScanId { get; init; }
}

public sealed record AdmitByHandRequest
{
    /// <summary>As the list of attendees names it.</summary>
    public required Guid TicketId { get; init; }

    /// <summary>Name of the entrance, at most 40 characters.</summary>
    public string Gate { get; init; } = "";

    /// <summary>Made up for each attempt. Sent again, because the answer was lost, it gets the same answer.</summary>
    public string? ScanId { get; init; }
}

public sealed record UndoScanRequest
{
    /// <summary>The id of the scan that let the person in.</summary>
    public required Guid AdmissionId { get; init; }

    /// <summary>Name of the entrance, at most 40 characters.</summary>
    public string Gate { get; init; } = "";
}

public enum CheckInResult
{
    Valid,
    AlreadyUsed,
    WrongEvent,
    Void,
    Suspended,
    Replaced,
    Cancelled,
    Expired,
    Forged,
    NotATicket,
    Undone,
}

/// <summary>The answer to a scan.</summary>
public sealed record ScanResource
{
    public required Guid Id { get; init; }

    /// <summary>
    /// Only "valid" lets somebody in. "void" was refunded, "suspended" has a disputed payment, "replaced" is an old code of a ticket that
    /// was issued anew, "expired" was for an event days ago, "forged" is not signed by us, "undone" was taken back.
    /// </summary>
    public required CheckInResult Result { get; init; }

    /// <summary>The time of the scan, in the event's zone.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Null if the code is not one of a ticket.</summary>
    public required ScannedTicketResource? Ticket { get; init; }
}

/// <summary>The ticket that the code is of. Null if it is of none.</summary>
public sealed record ScannedTicketResource
{
    /// <summary>The event that it is for.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The event's title.</summary>
    public required string EventTitle { get; init; }

    /// <summary>The order's reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Counts from 1 within the order.</summary>
    public required int Number { get; init; }

    /// <summary>The number of tickets of the order.</summary>
    public required int TicketCount { get; init; }

    /// <summary>Such as "Standing".</summary>
    public required string Category { get; init; }

    /// <summary>The person who comes with it.</summary>
    public required string Attendee { get; init; }

    /// <summary>The time at which somebody came in with it; null if nobody is in.</summary>
    public required DateTimeOffset? CheckedInAt { get; init; }

    /// <summary>The entrance at which somebody came in with it. May be empty.</summary>
    public required string Gate { get; init; }
}

/// <summary>One page of the tickets that a scanner needs while it has no connection.</summary>
/// <param name="Items">In the order of changes.</param>
/// <param name="NextCursor">Send it as cursor for the next page; null on the last one.</param>
/// <param name="SyncTime">After the last page, send the one of the first page as changedSince for what has changed.</param>
/// <param name="PublicKey">Verifies codes: ECDSA P-256, SubjectPublicKeyInfo in base64.</param>
public sealed record OfflineTicketListResource(
    IReadOnlyList<OfflineTicketResource> Items,
    string? NextCursor,
    DateTimeOffset SyncTime,
    string PublicKey
);

public sealed record OfflineTicketResource
{
    /// <summary>Is in the code.</summary>
    public required Guid Id { get; init; }

    /// <summary>Is in the code. A code of another issue is "replaced".</summary>
    public required int Issue { get; init; }

    /// <summary>"void" lets nobody in.</summary>
    public required TicketStatus Status { get; init; }

    /// <summary>Lets nobody in for now, because its payment is disputed.</summary>
    public required bool IsSuspended { get; init; }

    /// <summary>Null if nobody came in with it.</summary>
    public required DateTimeOffset? CheckedInAt { get; init; }

    /// <summary>Such as "Standing".</summary>
    public required string Category { get; init; }

    /// <summary>The person who comes with it.</summary>
    public required string Attendee { get; init; }

    /// <summary>The order's reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Counts from 1 within the order.</summary>
    public required int Number { get; init; }
}

/// <summary>A ticket of an event and who comes with it.</summary>
public sealed record AttendeeResource
{
    /// <summary>The ticket's id.</summary>
    public required Guid TicketId { get; init; }

    /// <summary>The order's reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Counts from 1 within the order.</summary>
    public required int Number { get; init; }

    /// <summary>The person who comes with it.</summary>
    public required string Attendee { get; init; }

    /// <summary>Such as "Standing".</summary>
    public required string Category { get; init; }

    /// <summary>"void" was refunded.</summary>
    public required TicketStatus Status { get; init; }

    /// <summary>Null if nobody came in with it.</summary>
    public required DateTimeOffset? CheckedInAt { get; init; }

    /// <summary>The person who bought it.</summary>
    public required string BuyerName { get; init; }

    /// <summary>Empty if staff sold without one.</summary>
    public required string BuyerEmail { get; init; }
}

/// <summary>For the documentation.</summary>
internal static class CheckInExamples
{
    private static readonly DateTimeOffset At = new(2026, 11, 27, 19, 41, 3, TimeSpan.Zero);
    private static readonly Guid ScanId = new("019ac3f4-7f00-7d20-8e3f-4c5d6e7f8091");
    private static readonly Guid TicketId = new("0199f1d2-7c40-8a11-9d2e-5b6c7d8e9f10");

    public static ScanRequest ScanRequest { get; } =
        new()
        {
            Code = "AQAAAAEBmfHSfECKEZ0uW2x9jp8QAAEAB6…",
            EventId = Events.EventExamples.Event.Id,
            Gate = "Main door",
            ScanId = "gate-1-000042",
        };

    public static AdmitByHandRequest ByHandRequest { get; } =
        new()
        {
            TicketId = TicketId,
            Gate = "Main door",
            ScanId = "gate-1-000043",
        };

    public static UndoScanRequest UndoRequest { get; } = new() { AdmissionId = ScanId, Gate = "Main door" };

    public static ScanResource Scan { get; } =
        new()
        {
            Id = ScanId,
            Result = CheckInResult.Valid,
            At = At,
            Ticket = new ScannedTicketResource
            {
                EventId = Events.EventExamples.Event.Id,
                EventTitle = Events.EventExamples.Event.Title,
                Reference = "K7QF-3M9D",
                Number = 1,
                TicketCount = 2,
                Category = "Standing",
                Attendee = "Ada Lovelace",
                CheckedInAt = At,
                Gate = "Main door",
            },
        };

    public static OfflineTicketListResource Tickets { get; } =
        new(
            [
                new OfflineTicketResource
                {
                    Id = TicketId,
                    Issue = 1,
                    Status = TicketStatus.Valid,
                    IsSuspended = false,
                    CheckedInAt = null,
                    Category = "Standing",
                    Attendee = "Ada Lovelace",
                    Reference = "K7QF-3M9D",
                    Number = 1,
                },
            ],
            null,
            At,
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE…"
        );

    public static ApiList<AttendeeResource> Attendees { get; } =
        new(
            [
                new AttendeeResource
                {
                    TicketId = TicketId,
                    Reference = "K7QF-3M9D",
                    Number = 1,
                    Attendee = "Ada Lovelace",
                    Category = "Standing",
                    Status = TicketStatus.Valid,
                    CheckedInAt = At,
                    BuyerName = "Ada Lovelace",
                    BuyerEmail = "ada@example.com",
                },
            ],
            null
        );
}
