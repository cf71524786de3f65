using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.WaitingList;

/// <summary>Holds what came free for those who have waited longest, all or nothing; what nobody can use goes on sale.</summary>
public sealed class MakeOffers(
    TicketingDbContext db,
    EventLoader loader,
    WaitingListEntries entries,
    WaitingListStock stock,
    SaleRules rules,
    NotificationOutbox outbox,
    SiteLanguages languages,
    TimeProvider clock
)
{
    public const string MailKind = "waiting-list-offer";

    // Sales of the event wait meanwhile.
    private const int MaxPerWrite = 50;

    /// <returns>False if there may be more to offer.</returns>
    public Task<bool> OfferAsync(Guid eventId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (await loader.LoadLockedWithTypesAsync(eventId, ct) is not { } @event || !rules.HasOpenWaitingList(@event))
                {
                    return true;
                }

                // None of it may be written with the offers' holds.
                db.ChangeTracker.Clear();
                for (var made = 0; made < MaxPerWrite; made++)
                {
                    if (!await TryOfferNextAsync(@event, ct))
                    {
                        await stock.ReleaseReservedAsync(eventId, ct);
                        return true;
                    }
                }

                return false;
            },
            ct: ct
        );

    private async Task<bool> TryOfferNextAsync(Event @event, CancellationToken ct)
    {
        var types = @event.TicketTypes.Where(type => rules.CanOffer(@event, type)).Select(type => type.Id).ToList();
        var next = await Servable(@event.Id, types)
            .OrderBy(served => served.Entry.JoinedAt)
            .ThenBy(served => served.Entry.Id)
            .ThenBy(served => served.Type.Position)
            .Select(served => new
            {
                served.Entry.Id,
                served.Entry.Email,
                served.Entry.Language,
                served.Choice.Quantity,
                TypeId = served.Type.Id,
                Types = served.Entry.Choices.Select(choice => choice.TicketTypeId).ToList(),
            })
            .FirstOrDefaultAsync(ct);
        if (next is null)
        {
            return false;
        }

        var line = new StockLine(next.TypeId, next.Quantity);
        if (!await TryMarkAsync(next.Id, ct) || !await stock.OfferAsync(@event.Id, line, ct))
        {
            throw new InvalidOperationException("The event's row is locked, but its stock or waiting list has changed.");
        }

        await stock.RemoveWaitingAsync(@event.Id, next.Types, ct);
        await SaveAsync(@event, next.Id, line, ct);
        using var _ = languages.FindByTag(next.Language).Use();
        await outbox.QueueAsync(MailKind, WaitingListMailKeys.Create(MailKind, next.Id), next.Email, orderId: null, ct);
        return true;
    }

    /// <summary>With each choice that enough is left for now, reserved or on sale.</summary>
    private IQueryable<ServableChoice> Servable(Guid eventId, IReadOnlyCollection<Guid> types) =>
        from entry in entries.Waiting(eventId)
        from choice in entry.Choices
        join type in db.Set<TicketType>() on choice.TicketTypeId equals type.Id
        join show in db.Set<Event>() on entry.EventId equals show.Id
        where types.Contains(type.Id) && type.Held + type.Sold + choice.Quantity <= type.Capacity
        where show.Capacity == null || show.Held + show.Sold + choice.Quantity <= show.Capacity
        select new ServableChoice
        {
            Entry = entry,
            Choice = choice,
            Type = type,
        };

    private async Task<bool> TryMarkAsync(Guid entryId, CancellationToken ct) =>
        await db.Set<WaitingListEntry>()
            .Where(e => e.Id == entryId && e.Status == EntryStatus.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, EntryStatus.Offered), ct) == 1;

    private async Task SaveAsync(Event @event, Guid entryId, StockLine line, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var until = rules.GetOfferEnd(@event, @event.TicketTypes.Single(type => type.Id == line.TicketTypeId));
        var hold = Hold.CreateOffer(@event, line, $"waiting-list:{entryId:N}", now, until);
        db.Add(hold);
        db.Add(
            new WaitingListOffer
            {
                EntryId = entryId,
                HoldId = hold.Id,
                MadeAt = now,
                ExpiresAt = until,
            }
        );
        await db.SaveChangesAsync(ct);
    }

    private sealed class ServableChoice
    {
        public required WaitingListEntry Entry { get; init; }
        public required WaitingListChoice Choice { get; init; }
        public required TicketType Type { get; init; }
    }
}
