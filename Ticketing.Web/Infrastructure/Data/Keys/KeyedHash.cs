using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Ticketing.Infrastructure.Data.Keys;

/// <summary>
/// Hashes addresses with the venue's secret: without it nobody can find out an address by hashing all of them. The same text has the same
/// hash in every process.
/// </summary>
public sealed class KeyedHash(TicketingDbContext db, HashSecretCache cache, IDataProtectionProvider protection, TimeProvider clock)
{
    private const int SecretLength = 32;
    internal const string Purpose = "Ticketing.HashSecrets.v1";
    private bool hasCreated;
    private readonly IDataProtector protector = protection.CreateProtector(Purpose);

    /// <returns>64 hexadecimal digits.</returns>
    public async Task<string> ComputeAsync(string text, CancellationToken ct) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(cache.Value ?? await GetOrCreateSecretAsync(ct), Encoding.UTF8.GetBytes(text)));

    /// <summary>False if the keys of data protection are not those that the secret was stored with.</summary>
    public async Task<bool> IsReadableAsync(CancellationToken ct)
    {
        try
        {
            return await FindAsync(ct) is not { } stored || protector.Unprotect(stored.ProtectedValue).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private async Task<byte[]> GetOrCreateSecretAsync(CancellationToken ct)
    {
        var stored = await FindAsync(ct);
        var value = protector.Unprotect((stored ?? await CreateAsync(ct)).ProtectedValue);
        if (stored is not null && !hasCreated)
        {
            // Not one that a transaction may still roll back.
            cache.Value = value;
        }

        return value;
    }

    private Task<HashSecret?> FindAsync(CancellationToken ct) =>
        db.Set<HashSecret>().AsNoTracking().FirstOrDefaultAsync(s => s.Name == HashSecret.PersonalData, ct);

    // Looked up again inside the write: concurrent requests must create one secret.
    private Task<HashSecret> CreateAsync(CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (await FindAsync(ct) is { } made)
                {
                    return made;
                }

                var secret = new HashSecret
                {
                    Name = HashSecret.PersonalData,
                    ProtectedValue = protector.Protect(RandomNumberGenerator.GetBytes(SecretLength)),
                    CreatedAt = clock.GetUtcNow(),
                };
                hasCreated = true;
                db.Add(secret);
                await db.SaveChangesAsync(ct);
                return secret;
            },
            ct: ct
        );
}

/// <summary>The secret never changes, so each process reads it once.</summary>
public sealed class HashSecretCache
{
    internal byte[]? Value { get; set; }
}
