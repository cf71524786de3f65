using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.WaitingList;

/// <summary>Ends offers whose tickets were sold, released or have expired. Their stock has moved on by then.</summary>
public sealed class SettleOffers(TicketingDbContext db, NotificationOutbox outbox, SiteLanguages languages, TimeProvider clock)
{
    /// <summary>Tells whoever did not use the offer.</summary>
    public const string MailKind = "waiting-list-missed";

    private const int BatchSize = 200;

    /// <returns>False if there may be more.</returns>
    public async Task<bool> SettleAsync(CancellationToken ct)
    {
        var ended = await db.Set<WaitingListOffer>()
            .Where(o => o.Status == OfferStatus.Pending)
            .Join(db.Set<Hold>(), o => o.HoldId, h => h.Id, (o, h) => new { Offer = o, h.Status })
            .Where(both => both.Status != HoldStatus.Live && both.Status != HoldStatus.InPayment)
            .Join(
                db.Set<WaitingListEntry>(),
                both => both.Offer.EntryId,
                e => e.Id,
                (both, e) =>
                    new EndedOffer(
                        both.Offer.Id,
                        e.Id,
                        both.Status,
                        e.Email,
                        e.Language,
                        db.Set<Event>().Any(show => show.Id == e.EventId && show.Status == EventStatus.Cancelled)
                    )
            )
            .Take(BatchSize)
            .ToListAsync(ct);
        foreach (var offer in ended)
        {
            await SettleAsync(offer, ct);
        }

        return ended.Count < BatchSize;
    }

    private Task SettleAsync(EndedOffer offer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (ended, entry) = offer switch
        {
            { Hold: HoldStatus.Sold } => (OfferStatus.Bought, EntryStatus.Bought),
            { IsCancelled: true } => (OfferStatus.Expired, EntryStatus.Closed),
            { Hold: HoldStatus.Expired } => (OfferStatus.Expired, EntryStatus.Missed),
            _ => (OfferStatus.Declined, EntryStatus.Left),
        };
        return db.WriteAsync(
            async () =>
            {
                var settled = await db.Set<WaitingListOffer>()
                    .Where(o => o.Id == offer.Id && o.Status == OfferStatus.Pending)
                    .ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, ended).SetProperty(o => o.EndedAt, now), ct);
                if (settled == 1)
                {
                    await db.Set<WaitingListEntry>()
                        .Where(e => e.Id == offer.EntryId)
                        .ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, entry).SetProperty(e => e.EndedAt, now), ct);
                    await TellAsync(offer, entry, ct);
                }
            },
            ct
        );
    }

    private async Task TellAsync(EndedOffer offer, EntryStatus status, CancellationToken ct)
    {
        var kind = status switch
        {
            EntryStatus.Missed => MailKind,
            EntryStatus.Closed => CloseWaitingList.MailKind,
            _ => null,
        };
        if (kind is not null)
        {
            using var _ = languages.FindByTag(offer.Language).Use();
            await outbox.QueueAsync(kind, WaitingListMailKeys.Create(kind, offer.EntryId), offer.Email, orderId: null, ct);
        }
    }

    private sealed record EndedOffer(Guid Id, Guid EntryId, HoldStatus Hold, string Email, string Language, bool IsCancelled);
}
