using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Keys;

namespace Ticketing.Infrastructure.Notifications;

/// <summary>
/// Addresses that somebody has paid with or confirmed. Mail to any other repeats nothing that was typed with it: a stranger may have
/// entered the address.
/// </summary>
public sealed class ProvenAddresses(TicketingDbContext db, KeyedHash keyed, TimeProvider clock)
{
    /// <summary>Idempotent.</summary>
    public Task AddAsync(string email, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
                await db.InsertIfNewAsync(
                    new ProvenAddress { Hash = await GetHashAsync(email, ct), ProvenAt = clock.GetUtcNow() },
                    nameof(ProvenAddress.Hash),
                    ct
                ),
            ct
        );

    public async Task<bool> ContainsAsync(string email, CancellationToken ct)
    {
        var hash = await GetHashAsync(email, ct);
        return await db.Set<ProvenAddress>().AnyAsync(address => address.Hash == hash, ct);
    }

    private Task<string> GetHashAsync(string email, CancellationToken ct) =>
        keyed.ComputeAsync($"proven|{Notification.ToRecipientKey(email)}", ct);
}
