using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.WaitingList;
using Ticketing.Infrastructure.Data;
using Xunit;

namespace Ticketing.Tests.Support;

internal static class WaitingListInvariants
{
    /// <summary>Stock knows how many wait for what, reserves nothing if nobody does, and each offer has its hold.</summary>
    public static async Task AssertAsync(TicketingDbContext db, IReadOnlyList<Event> events, IReadOnlyList<Hold> holds)
    {
        var ct = TestContext.Current.CancellationToken;
        var ids = events.Select(e => e.Id).ToList();
        var entries = await db.Set<WaitingListEntry>()
            .AsNoTracking()
            .Include(e => e.Choices)
            .Where(e => ids.Contains(e.EventId))
            .ToListAsync(ct);
        var waiting = entries.Where(entry => entry.Status == EntryStatus.Waiting).ToList();
        foreach (var @event in events)
        {
            Assert.Equal(waiting.Count(entry => entry.EventId == @event.Id), @event.Waiting);
            Assert.InRange(@event.Reserved, 0, @event.Waiting == 0 ? 0 : int.MaxValue);
        }

        foreach (var type in events.SelectMany(e => e.TicketTypes))
        {
            Assert.Equal(waiting.SelectMany(entry => entry.Choices).Count(choice => choice.TicketTypeId == type.Id), type.Waiting);
            Assert.InRange(type.Reserved, 0, type.Waiting == 0 ? 0 : int.MaxValue);
        }

        AssertOffers(await db.Set<WaitingListOffer>().AsNoTracking().ToListAsync(ct), entries, holds);
    }

    private static void AssertOffers(List<WaitingListOffer> offers, List<WaitingListEntry> entries, IReadOnlyList<Hold> holds)
    {
        var offered = entries.Where(entry => entry.Status == EntryStatus.Offered).Select(entry => entry.Id).Order();
        var own = entries.Select(entry => entry.Id).ToHashSet();
        var pending = offers.Where(offer => offer.Status == OfferStatus.Pending && own.Contains(offer.EntryId)).ToList();
        Assert.Equal(offered, pending.Select(offer => offer.EntryId).Order());
        var open = holds.Where(h => h.IsOffer && h.Status is HoldStatus.Live or HoldStatus.InPayment).Select(h => h.Id);
        Assert.Subset(pending.Select(offer => offer.HoldId).ToHashSet(), open.ToHashSet());
    }
}
