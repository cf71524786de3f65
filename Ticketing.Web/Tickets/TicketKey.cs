namespace Ticketing.Tickets;

/// <summary>An event's own signing key (ECDSA, P-256): one that leaks opens one night, not the house.</summary>
public sealed class TicketKey
{
    /// <summary>Short, because every code carries it.</summary>
    public int Number { get; private init; }
    public required Guid EventId { get; init; }

    /// <summary>SubjectPublicKeyInfo: all that a scanner needs.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>The private scalar, encrypted by data protection.</summary>
    public required byte[] ProtectedPrivateKey { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
