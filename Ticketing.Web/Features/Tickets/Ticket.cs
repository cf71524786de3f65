using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ticketing.Features.Tickets;

public enum TicketStatus
{
    Valid,

    /// <summary>Refunded, transferred or disputed.</summary>
    Void,
}

public sealed class Ticket
{
    /// <summary>See <see cref="CreateId"/>.</summary>
    public required Guid Id { get; init; }
    public required Guid OrderId { get; init; }
    public required Guid EventId { get; init; }
    public required Guid TicketTypeId { get; init; }

    /// <summary>The ticket type's label at purchase.</summary>
    public required string Category { get; init; }

    /// <summary>Counts from 1 within the order.</summary>
    public required int Number { get; init; }
    public required string Attendee { get; set; }
    public TicketStatus Status { get; private set; } = TicketStatus.Valid;

    /// <summary>Raised by each reissue; only codes of the latest issue are admitted.</summary>
    public int Issue { get; private set; } = 1;
    public required DateTimeOffset IssuedAt
    {
        get;
        init => (field, ChangedAt) = (value, value);
    }

    /// <summary>Set with every change of anything else, so that scanners learn of it.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Not admitted, though valid: the payment is disputed.</summary>
    public DateTimeOffset? SuspendedAt { get; private set; }
    public DateTimeOffset? CheckedInAt { get; private set; }

    /// <summary>The admitting scan.</summary>
    public Guid? AdmissionId { get; private set; }

    /// <summary>
    /// The same for the same ticket, so that codes that were mailed stay good if the order must be rebuilt after a restore. Not secret:
    /// codes are signed.
    /// </summary>
    public static Guid CreateId(Guid orderId, int number)
    {
        Span<byte> name = stackalloc byte[20];
        orderId.TryWriteBytes(name, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(name[16..], number);
        // Version 8 of RFC 9562. It begins with the time of the order, so that new tickets stand together in the index.
        Span<byte> id = stackalloc byte[16];
        name[..6].CopyTo(id);
        SHA256.HashData(name).AsSpan(0, 10).CopyTo(id[6..]);
        id[6] = (byte)(0x80 | (id[6] & 0x0f));
        id[8] = (byte)(0x80 | (id[8] & 0x3f));
        return new Guid(id, bigEndian: true);
    }
}
