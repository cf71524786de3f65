using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.WaitingList;

public abstract record JoinOutcome
{
    /// <summary>Or was on the list before: only the mail tells.</summary>
    public sealed record Joined : JoinOutcome;

    public sealed record NothingChosen : JoinOutcome;

    /// <summary>The list has ended, or tickets can be bought again.</summary>
    public sealed record NothingToWaitFor : JoinOutcome;

    public sealed record Refused(Guid TicketTypeId, int Min, int Max) : JoinOutcome;

    /// <summary>Too many mails to this address.</summary>
    public sealed record TooManyMails : JoinOutcome;
}

/// <summary>New and known addresses take the same path, and get a mail with the link to their entry.</summary>
public sealed class JoinWaitingList(
    TicketingDbContext db,
    EventLoader loader,
    SaleRules rules,
    WaitingListStock stock,
    NotificationOutbox outbox,
    TimeProvider clock
)
{
    public const string MailKind = "waiting-list-joined";
    private static readonly TimeSpan MinInterval = TimeSpan.FromMinutes(5);

    /// <summary>Empty if no list is open.</summary>
    public IReadOnlyList<TicketType> GetTypes(Event @event) =>
        [.. @event.TicketTypes.Where(type => rules.CanWaitFor(@event, type)).OrderBy(type => type.Position)];

    public int GetMaxPerOrder(Event @event, TicketType type) => rules.GetMaxPerOrder(@event, type);

    /// <param name="quantities">By ticket type: the tickets that the buyer would take of it. They get those of one type.</param>
    /// <param name="email">Normalised.</param>
    public Task<JoinOutcome> JoinAsync(Guid eventId, IReadOnlyDictionary<Guid, int> quantities, string email, CancellationToken ct) =>
        db.WriteAsync(() => TryJoinAsync(eventId, quantities, email, ct), outcome => outcome is JoinOutcome.Joined, ct);

    private async Task<JoinOutcome> TryJoinAsync(
        Guid eventId,
        IReadOnlyDictionary<Guid, int> quantities,
        string email,
        CancellationToken ct
    )
    {
        var @event = await loader.LoadLockedWithTypesAsync(eventId, ct);
        if (@event is null || Check(@event, quantities) is { } refusal)
        {
            return @event is null ? new JoinOutcome.NothingToWaitFor() : Check(@event, quantities)!;
        }

        var key = WaitingListEntry.CreateKey(eventId, email);
        var id =
            await db.Set<WaitingListEntry>()
                .Where(e => e.Key == key && (e.Status == EntryStatus.Waiting || e.Status == EntryStatus.Offered))
                .Select(e => (Guid?)e.Id)
                .FirstOrDefaultAsync(ct)
            ?? await AddAsync(@event, quantities, email, key, ct);
        var mailKey = $"{WaitingListMailKeys.Create(MailKind, id)}:{clock.GetUtcNow().Ticks / MinInterval.Ticks}";
        return await outbox.QueueLimitedAsync(MailKind, mailKey, email, orderId: null, TimeSpan.Zero, ct)
            ? new JoinOutcome.Joined()
            : new JoinOutcome.TooManyMails();
    }

    private JoinOutcome? Check(Event @event, IReadOnlyDictionary<Guid, int> quantities)
    {
        var types = GetTypes(@event).ToDictionary(type => type.Id);
        var refused = quantities
            .Where(wanted => types.ContainsKey(wanted.Key))
            .Select(wanted => (Type: types[wanted.Key], Quantity: wanted.Value, Max: GetMaxPerOrder(@event, types[wanted.Key])))
            .FirstOrDefault(wanted => wanted.Quantity < wanted.Type.MinPerOrder || wanted.Quantity > wanted.Max);
        return types.Count == 0 ? new JoinOutcome.NothingToWaitFor()
            : quantities.Count == 0 ? new JoinOutcome.NothingChosen()
            : quantities.Keys.Any(id => !types.ContainsKey(id)) ? new JoinOutcome.NothingToWaitFor()
            : refused.Type is { } type ? new JoinOutcome.Refused(type.Id, type.MinPerOrder, refused.Max)
            : null;
    }

    // With the event's row locked, nobody else can add the same address.
    private async Task<Guid> AddAsync(
        Event @event,
        IReadOnlyDictionary<Guid, int> quantities,
        string email,
        string key,
        CancellationToken ct
    )
    {
        var entry = new WaitingListEntry
        {
            EventId = @event.Id,
            Email = email,
            Key = key,
            JoinedAt = clock.GetUtcNow(),
        };
        foreach (var (typeId, quantity) in quantities)
        {
            entry.Add(typeId, quantity);
        }

        db.Add(entry);
        await db.SaveChangesAsync(ct);
        await stock.AddWaitingAsync(@event.Id, [.. quantities.Keys], ct);
        return entry.Id;
    }
}
