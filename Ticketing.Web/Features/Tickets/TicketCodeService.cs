using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Tickets;

/// <summary>A signature proves who issued the code; only the database knows if the ticket is still valid and unused.</summary>
public sealed class TicketCodeService(TicketingDbContext db, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>After the end, or the start of an event without one.</summary>
    internal static readonly TimeSpan ValidAfterEnd = TimeSpan.FromDays(2);
    private readonly IDataProtector protector = protection.CreateProtector("Ticketing.TicketKeys.v1");

    /// <summary>As the event is planned now.</summary>
    public static DateTimeOffset NotAfter(Event @event) => (@event.EndsAt ?? @event.StartsAt) + ValidAfterEnd;

    /// <summary>In the tickets' order. The same ticket and issue always give the same code.</summary>
    public async Task<IReadOnlyList<string>> SignAsync(Event @event, IEnumerable<Ticket> tickets, CancellationToken ct)
    {
        var key = await GetOrCreateKeyAsync(@event.Id, ct);
        var privateKey = protector.Unprotect(key.ProtectedPrivateKey);
        try
        {
            return [.. tickets.Select(ticket => Sign(ticket, @event, key.Number, privateKey))];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(privateKey);
        }
    }

    /// <returns>Null if the signature is not ours, or was made with the key of another event than the ticket's.</returns>
    public async Task<TicketClaims?> VerifyAsync(string code, CancellationToken ct)
    {
        if (!TicketCode.TryDecode(code, out var bytes, out var signature) || TicketClaims.FromBytes(bytes) is not { } claims)
        {
            return null;
        }

        var key = await db.Set<TicketKey>().AsNoTracking().FirstOrDefaultAsync(k => k.Number == claims.KeyNumber, ct);
        return key is not null && TicketSigner.Verify(bytes, signature, key.PublicKey) && !await IsForOtherEventAsync(claims, key, ct)
            ? claims
            : null;
    }

    /// <summary>True for the text of a scanner whose keyboard layout is not the computer's, or with Caps Lock on.</summary>
    public async Task<bool> IsMistypedAsync(string code, CancellationToken ct)
    {
        foreach (var correction in TicketCode.GetCorrections(code))
        {
            if (await VerifyAsync(correction, ct) is not null)
            {
                return true;
            }
        }

        return TicketCode.HasForeignCharacters(code);
    }

    // A leaked key must not open the doors of other events.
    private Task<bool> IsForOtherEventAsync(TicketClaims claims, TicketKey key, CancellationToken ct) =>
        db.Set<Ticket>().AnyAsync(t => t.Id == claims.TicketId && t.EventId != key.EventId, ct);

    private static string Sign(Ticket ticket, Event @event, int keyNumber, byte[] privateKey)
    {
        var claims = new TicketClaims(keyNumber, ticket.Id, ticket.Issue, NotAfter(@event), Flags: 0).ToBytes();
        return TicketCode.Encode(claims, TicketSigner.Sign(claims, privateKey));
    }

    /// <summary>Verifies codes without a connection; SubjectPublicKeyInfo.</summary>
    public async Task<byte[]> GetPublicKeyAsync(Guid eventId, CancellationToken ct) => (await GetOrCreateKeyAsync(eventId, ct)).PublicKey;

    internal async Task<TicketKey> GetOrCreateKeyAsync(Guid eventId, CancellationToken ct) =>
        await FindKeyAsync(eventId, ct) ?? await CreateKeyAsync(eventId, ct);

    private Task<TicketKey?> FindKeyAsync(Guid eventId, CancellationToken ct) =>
        db.Set<TicketKey>().AsNoTracking().FirstOrDefaultAsync(k => k.EventId == eventId, ct);

    // Looked up again inside the write: concurrent requests must create one key.
    private Task<TicketKey> CreateKeyAsync(Guid eventId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (await FindKeyAsync(eventId, ct) is { } made)
                {
                    return made;
                }

                var (publicKey, privateKey) = TicketSigner.GenerateKeyPair();
                var key = new TicketKey
                {
                    EventId = eventId,
                    PublicKey = publicKey,
                    ProtectedPrivateKey = protector.Protect(privateKey),
                    CreatedAt = clock.GetUtcNow(),
                };
                db.Add(key);
                await db.SaveChangesAsync(ct);
                return key;
            },
            ct: ct
        );
}
