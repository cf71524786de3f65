namespace Ticketing.Features.Idempotency;

/// <summary>A request of a program that named a key, so that a repetition changes nothing again.</summary>
public sealed class KeyedRequest
{
    /// <summary>Hash of the caller and the key.</summary>
    public required string Id { get; init; }

    /// <summary>Hash of all that the caller asked for.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Only the process that runs the request may store its answer.</summary>
    public required Guid Claim { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Encrypted by data protection; null while the request is under way.</summary>
    public byte[]? SealedAnswer { get; init; }
}
