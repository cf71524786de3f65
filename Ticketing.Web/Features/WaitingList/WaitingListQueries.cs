using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.WaitingList;

/// <param name="Entries">People who would take it.</param>
/// <param name="Tickets">That they would take. An entry counts once for each type it would take.</param>
public sealed record TypeDemand(string Category, int Entries, int Tickets);

/// <param name="Waiting">Entries.</param>
/// <param name="Tickets">The most that could be sold to those who wait. Without those that are offered.</param>
public sealed record WaitingListFigures(int Waiting, int Tickets, int Offered, int Bought, int Missed, IReadOnlyList<TypeDemand> ByType);

/// <summary>For staff.</summary>
public sealed class WaitingListQueries(TicketingDbContext db, WaitingListEntries entries)
{
    public const int MaxListed = 200;

    public async Task<WaitingListFigures> GetFiguresAsync(Event @event, CancellationToken ct)
    {
        var byStatus = await db.Set<WaitingListEntry>()
            .Where(e => e.EventId == @event.Id)
            .GroupBy(e => e.Status)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var byType = await entries
            .Waiting(@event.Id)
            .SelectMany(e => e.Choices)
            .GroupBy(choice => choice.TicketTypeId)
            .Select(group => new
            {
                group.Key,
                Entries = group.Count(),
                Tickets = group.Sum(choice => choice.Quantity),
            })
            .ToDictionaryAsync(group => group.Key, ct);
        return new WaitingListFigures(
            byStatus.GetValueOrDefault(EntryStatus.Waiting),
            await entries.Waiting(@event.Id).SumAsync(e => e.Choices.Max(choice => (int?)choice.Quantity) ?? 0, ct),
            byStatus.GetValueOrDefault(EntryStatus.Offered),
            byStatus.GetValueOrDefault(EntryStatus.Bought),
            byStatus.GetValueOrDefault(EntryStatus.Missed),
            [
                .. @event
                    .TicketTypes.Where(type => byType.ContainsKey(type.Id))
                    .Select(type => new TypeDemand(type.Category, byType[type.Id].Entries, byType[type.Id].Tickets)),
            ]
        );
    }

    /// <summary>Those with offers, then those who wait, in the order in which they are served.</summary>
    public async Task<IReadOnlyList<WaitingPlace>> GetActiveAsync(Guid eventId, CancellationToken ct)
    {
        var listed = await db.Set<WaitingListEntry>()
            .AsNoTracking()
            .Where(e => e.EventId == eventId && (e.Status == EntryStatus.Waiting || e.Status == EntryStatus.Offered))
            .OrderBy(e => e.Status == EntryStatus.Waiting)
            .ThenBy(e => e.JoinedAt)
            .ThenBy(e => e.Id)
            .Include(e => e.Choices)
            .Take(MaxListed)
            .ToListAsync(ct);
        var offers = await entries.FindOffersAsync([.. listed.Select(entry => entry.Id)], ct);
        var position = 0;
        return
        [
            .. listed.Select(entry => new WaitingPlace(
                entry,
                entry.Status == EntryStatus.Waiting ? ++position : 0,
                offers.GetValueOrDefault(entry.Id)
            )),
        ];
    }
}
