using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Accounts.Tokens;

/// <summary>
/// There are always two: the one that signs, and the one that signs next or signed before. Read for each token, so that all processes
/// agree.
/// </summary>
public sealed class SigningKeys(TicketingDbContext db, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long a key signs.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(30);

    /// <summary>Tokens of a replaced key are valid for a quarter of this.</summary>
    public static readonly TimeSpan KeptAfterwards = TimeSpan.FromHours(1);

    private readonly IDataProtector protector = protection.CreateProtector("Ticketing.SigningKeys.v1");

    /// <summary>As programs read them to verify tokens.</summary>
    public async Task<IReadOnlyList<PublishedKey>> GetPublishedAsync(CancellationToken ct) =>
        [.. (await GetOrCreateAsync(ct)).Select(PublishedKey.Create)];

    /// <summary>For verifying: without the private parts. The caller disposes of them.</summary>
    internal async Task<IReadOnlyList<ECDsaSecurityKey>> GetPublicKeysAsync(CancellationToken ct) =>
        [.. (await GetOrCreateAsync(ct)).Select(ReadPublicKey)];

    internal async Task<ECDsaSecurityKey> GetSignerAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var keys = await GetOrCreateAsync(ct);
        var signer = keys.LastOrDefault(key => key.SignsFrom <= now) ?? keys[0];
        var algorithm = ECDsa.Create();
        algorithm.ImportPkcs8PrivateKey(protector.Unprotect(signer.ProtectedPrivateKey), out _);
        return new ECDsaSecurityKey(algorithm) { KeyId = signer.KeyId };
    }

    /// <summary>Replaces the key that no longer signs, once its tokens have expired.</summary>
    internal Task RotateAsync(CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var keys = await GetOrCreateAsync(ct);
                var (oldest, latest, now) = (keys[0], keys[^1], clock.GetUtcNow());
                var isReplaced = latest.SignsFrom <= now - KeptAfterwards;
                var old = Keys.Where(k => k.Number == oldest.Number);
                if (isReplaced && await old.ExecuteDeleteAsync(ct) == 1)
                {
                    await AddAsync(latest.Number + 1, now + Period, ct);
                }
            },
            ct
        );

    private async Task<List<SigningKey>> GetOrCreateAsync(CancellationToken ct)
    {
        var keys = await ListAsync(ct);
        return keys.Count > 0 ? keys : await CreateAsync(ct);
    }

    private Task<List<SigningKey>> CreateAsync(CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                await AddAsync(1, now, ct);
                await AddAsync(2, now + Period, ct);
                return await ListAsync(ct);
            },
            ct: ct
        );

    private async Task AddAsync(int number, DateTimeOffset signsFrom, CancellationToken ct)
    {
        using var algorithm = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = new SigningKey
        {
            Number = number,
            KeyId = Base64Url.EncodeToString(new ECDsaSecurityKey(algorithm).ComputeJwkThumbprint()),
            PublicKey = algorithm.ExportSubjectPublicKeyInfo(),
            ProtectedPrivateKey = protector.Protect(algorithm.ExportPkcs8PrivateKey()),
            SignsFrom = signsFrom,
            CreatedAt = clock.GetUtcNow(),
        };
        await db.InsertIfNewAsync(key, nameof(SigningKey.Number), ct);
    }

    private static ECDsaSecurityKey ReadPublicKey(SigningKey key)
    {
        var algorithm = ECDsa.Create();
        algorithm.ImportSubjectPublicKeyInfo(key.PublicKey, out _);
        return new ECDsaSecurityKey(algorithm) { KeyId = key.KeyId };
    }

    private Task<List<SigningKey>> ListAsync(CancellationToken ct) => Keys.AsNoTracking().OrderBy(k => k.Number).ToListAsync(ct);

    private DbSet<SigningKey> Keys => db.Set<SigningKey>();
}
