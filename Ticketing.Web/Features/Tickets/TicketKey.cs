namespace Ticketing.Features.Tickets;

/// <summary>ECDSA P-256. One key per event, so that a leaked key compromises one event only.</summary>
public sealed class TicketKey
{
    /// <summary>Short, because every code carries it.</summary>
    public int Number { get; private init; }
    public required Guid EventId { get; init; }

    /// <summary>SubjectPublicKeyInfo: all that a scanner needs.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>The scalar, encrypted by data protection.</summary>
    public required byte[] ProtectedPrivateKey { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
