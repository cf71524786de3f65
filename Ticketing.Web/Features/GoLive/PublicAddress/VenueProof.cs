using System.Security.Cryptography;
using System.Text;
using Ticketing.Infrastructure.Data.Keys;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.GoLive.PublicAddress;

/// <summary>
/// A challenge that only a process with this venue's key can make, and an answer that only such a process can give: another venue's server
/// cannot pass for this one, and strangers get no answer. The key is derived for this purpose alone, so it reveals nothing about others.
/// </summary>
public sealed class VenueProof(KeyedHash keyed)
{
    public async Task<string> CreateChallengeAsync(CancellationToken ct)
    {
        var nonce = UnguessableCode.Create();
        return $"{nonce}.{await SignAsync("ask", nonce, ct)}";
    }

    public async Task<bool> IsChallengeAsync(string? text, CancellationToken ct) =>
        text?.Split('.') is [var nonce, var signature] && AreEqual(signature, await SignAsync("ask", nonce, ct));

    public Task<string> SignAnswerAsync(string challenge, VenueStatement statement, CancellationToken ct) =>
        SignAsync("answer", $"{challenge}\n{statement.Scheme}\n{statement.Host}\n{statement.Forwarding}\n{statement.Peer}", ct);

    public async Task<bool> IsAnswerAsync(string challenge, VenueStatement statement, string? proof, CancellationToken ct) =>
        proof is not null && AreEqual(proof, await SignAnswerAsync(challenge, statement, ct));

    private async Task<string> SignAsync(string purpose, string text, CancellationToken ct)
    {
        var key = Encoding.ASCII.GetBytes(await keyed.ComputeAsync("go-live|key", ct));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\n{text}")));
    }

    private static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
