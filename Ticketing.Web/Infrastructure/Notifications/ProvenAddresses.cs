using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Infrastructure.Notifications;

/// <summary>
/// Addresses that somebody has paid with or confirmed. Mail to any other repeats nothing that was typed with it: a stranger may have
/// entered the address.
/// </summary>
public sealed class ProvenAddresses(TicketingDbContext db, TimeProvider clock)
{
    /// <summary>Idempotent.</summary>
    public Task AddAsync(string email, CancellationToken ct) =>
        db.WriteAsync(
            () =>
                db.InsertIfNewAsync(
                    new ProvenAddress { Hash = GetHash(email), ProvenAt = clock.GetUtcNow() },
                    nameof(ProvenAddress.Hash),
                    ct
                ),
            ct
        );

    public Task<bool> ContainsAsync(string email, CancellationToken ct)
    {
        var hash = GetHash(email);
        return db.Set<ProvenAddress>().AnyAsync(address => address.Hash == hash, ct);
    }

    private static string GetHash(string email) => UnguessableCode.Hash(Notification.ToRecipientKey(email));
}
