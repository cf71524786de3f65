using System.Buffers.Text;
using System.Security.Cryptography;

namespace Ticketing.Features.Accounts.Tokens;

/// <summary>A JSON Web Key (RFC 7517); field names are those of the standard.</summary>
public sealed record PublishedKey
{
    public required string Kid { get; init; }
    public string Kty => "EC";
    public string Crv => "P-256";
    public string Use => "sig";
    public string Alg => "ES256";
    public required string X { get; init; }
    public required string Y { get; init; }

    internal static PublishedKey Create(SigningKey key)
    {
        using var algorithm = ECDsa.Create();
        algorithm.ImportSubjectPublicKeyInfo(key.PublicKey, out _);
        var point = algorithm.ExportParameters(includePrivateParameters: false).Q;
        return new PublishedKey
        {
            Kid = key.KeyId,
            X = Base64Url.EncodeToString(point.X),
            Y = Base64Url.EncodeToString(point.Y),
        };
    }
}
