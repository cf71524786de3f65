using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Keys;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Messages;

/// <summary>Mailboxes that do not want news. All spellings of an address are one mailbox.</summary>
public sealed class NewsAddresses(TicketingDbContext db, KeyedHash keyed, TimeProvider clock)
{
    /// <summary>SQLite takes no more parameters than this in one statement.</summary>
    private const int MaxHashes = 500;

    /// <returns>Those of the addresses that have unsubscribed.</returns>
    public async Task<IReadOnlySet<string>> FindUnsubscribedAsync(IEnumerable<string> emails, CancellationToken ct)
    {
        HashSet<string> found = [];
        foreach (var batch in emails.Chunk(MaxHashes))
        {
            var byHash = new List<(string Hash, string Email)>();
            foreach (var email in batch)
            {
                byHash.Add((await GetHashAsync(email, ct), email));
            }

            var hashes = byHash.ConvertAll(entry => entry.Hash);
            var gone = await db.Set<UnsubscribedAddress>().Where(a => hashes.Contains(a.Hash)).Select(a => a.Hash).ToListAsync(ct);
            found.UnionWith(byHash.Where(entry => gone.Contains(entry.Hash)).Select(entry => entry.Email));
        }

        return found;
    }

    public async Task<bool> IsUnsubscribedAsync(string email, CancellationToken ct) => (await FindUnsubscribedAsync([email], ct)).Count > 0;

    internal Task<string> GetHashAsync(string email, CancellationToken ct) =>
        keyed.ComputeAsync($"news|{EmailAddress.ToMailboxKey(email)}", ct);

    /// <summary>Idempotent.</summary>
    internal Task UnsubscribeAsync(string hash, CancellationToken ct) =>
        db.WriteAsync(
            () =>
                db.InsertIfNewAsync(new UnsubscribedAddress { Hash = hash, At = clock.GetUtcNow() }, nameof(UnsubscribedAddress.Hash), ct),
            ct: ct
        );
}
