using System.Security.Cryptography;
using System.Text;

namespace Ticketing.Features.CheckIn;

public enum ScanResult
{
    Admitted,
    AlreadyIn,
    WrongEvent,

    /// <summary>Refunded, or suspended while its payment is disputed.</summary>
    Void,

    /// <summary>Issued before the ticket's latest reissue.</summary>
    Replaced,
    Cancelled,

    /// <summary>The event ended days ago.</summary>
    Expired,

    /// <summary>Has the form of a code, but not our signature.</summary>
    Forged,

    /// <summary>Not a code, typed wrongly by the scanner, or for a ticket that does not exist.</summary>
    Unknown,

    /// <summary>Not a refusal: an admission was undone.</summary>
    Undone,
}

/// <summary>Immutable. The scanned text is not stored.</summary>
public sealed class Scan
{
    public const int MaxKeyLength = 64;
    public const int MaxGateLength = 40;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Idempotency key from the device: a repeated request returns the first result.</summary>
    public required string Key { get; init; }

    /// <summary>The event at the door; the ticket may be for another one.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Null if not recognised.</summary>
    public Guid? TicketId { get; init; }
    public required ScanResult Result { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Null for the program itself.</summary>
    public Guid? ById { get; init; }

    /// <summary>The name at that time.</summary>
    public required string ByName { get; init; }

    /// <summary>May be empty.</summary>
    public required string Gate { get; init; }

    /// <summary>Admitted from the check-in list, without a code.</summary>
    public bool IsByHand { get; init; }

    /// <summary>
    /// For a scan of no ticket. A repeated one has the same id, so that it cannot be stored twice: the index over keys and tickets takes
    /// any number of rows without a ticket. Scans that were stored before ids were made like this have random ones.
    /// </summary>
    public static Guid CreateId(string key, Guid eventId, ScanResult result)
    {
        const int Version = 8;
        var id = SHA256.HashData(Encoding.UTF8.GetBytes($"{eventId} {result} {key}")).AsSpan(0, 16);
        id[6] = (byte)((id[6] & 0x0F) | (Version << 4));
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
