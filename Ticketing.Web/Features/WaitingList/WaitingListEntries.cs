using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.WaitingList;

/// <param name="Position">Of one that waits; 1 is the next.</param>
/// <param name="Offer">Null if it has none that is pending.</param>
public sealed record WaitingPlace(WaitingListEntry Entry, int Position, PendingOffer? Offer);

/// <param name="HoldCode">Opens the checkout.</param>
public sealed record PendingOffer(Guid HoldId, string HoldCode, DateTimeOffset ExpiresAt, string Category, Guid TicketTypeId, int Quantity);

public sealed class WaitingListEntries(TicketingDbContext db)
{
    public async Task<WaitingPlace?> FindAsync(Guid id, CancellationToken ct)
    {
        var entry = await db.Set<WaitingListEntry>().AsNoTracking().Include(e => e.Choices).FirstOrDefaultAsync(e => e.Id == id, ct);
        return entry is null
            ? null
            : new WaitingPlace(entry, await GetPositionAsync(entry, ct), (await FindOffersAsync([id], ct)).GetValueOrDefault(id));
    }

    /// <summary>Of entries of one event that have no offer.</summary>
    internal IQueryable<WaitingListEntry> Waiting(Guid eventId) =>
        db.Set<WaitingListEntry>().Where(e => e.EventId == eventId && e.Status == EntryStatus.Waiting);

    /// <summary>Pending ones whose tickets are held, by entry.</summary>
    internal async Task<IReadOnlyDictionary<Guid, PendingOffer>> FindOffersAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken ct)
    {
        var found = await db.Set<WaitingListOffer>()
            .Where(o => entryIds.Contains(o.EntryId) && o.Status == OfferStatus.Pending)
            .Join(db.Set<Hold>(), o => o.HoldId, h => h.Id, (o, h) => new { o.EntryId, Hold = h })
            .Where(both => both.Hold.Status == HoldStatus.Live || both.Hold.Status == HoldStatus.InPayment)
            .SelectMany(
                both => both.Hold.Lines,
                (both, line) =>
                    new
                    {
                        both.EntryId,
                        Offer = new PendingOffer(
                            both.Hold.Id,
                            both.Hold.Code,
                            both.Hold.ExpiresAt,
                            line.Category,
                            line.TicketTypeId,
                            line.Quantity
                        ),
                    }
            )
            .ToListAsync(ct);
        return found.ToDictionary(pair => pair.EntryId, pair => pair.Offer);
    }

    private async Task<int> GetPositionAsync(WaitingListEntry entry, CancellationToken ct) =>
        1
        + await Waiting(entry.EventId)
            .CountAsync(e => e.JoinedAt < entry.JoinedAt || (e.JoinedAt == entry.JoinedAt && e.Id.CompareTo(entry.Id) < 0), ct);
}
