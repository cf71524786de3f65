using System.Security.Cryptography;
using System.Text;

namespace Ticketing.Infrastructure.Data.Keys;

/// <summary>Tokens for links in mails: an id with a hash that only this venue can make.</summary>
public sealed class SignedIds(KeyedHash keyed)
{
    private const int IdLength = 32;

    /// <param name="purpose">A token for one purpose is of no use for another.</param>
    public async Task<string> CreateTokenAsync(string purpose, Guid id, CancellationToken ct) =>
        $"{id:N}{await keyed.ComputeAsync($"{purpose}|{id:N}", ct)}";

    /// <returns>Null for a token that this venue has not made.</returns>
    public async Task<Guid?> ResolveAsync(string purpose, string? token, CancellationToken ct) =>
        token?.Length > IdLength
        && Guid.TryParseExact(token[..IdLength], "N", out var id)
        && await CreateTokenAsync(purpose, id, ct) is var made
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(made))
            ? id
            : null;
}
