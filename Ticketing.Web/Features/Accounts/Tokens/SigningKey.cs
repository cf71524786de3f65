namespace Ticketing.Features.Accounts.Tokens;

/// <summary>ECDSA P-256, for access tokens.</summary>
public sealed class SigningKey
{
    /// <summary>Counted, so that two processes cannot both add the next one.</summary>
    public required int Number { get; init; }

    /// <summary>The "kid" of tokens: the key's thumbprint (RFC 7638).</summary>
    public required string KeyId { get; init; }

    /// <summary>SubjectPublicKeyInfo.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>PKCS #8, encrypted by data protection.</summary>
    public required byte[] ProtectedPrivateKey { get; init; }

    /// <summary>Published before, so that nobody who caches the list of keys meets an unknown one.</summary>
    public required DateTimeOffset SignsFrom { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
