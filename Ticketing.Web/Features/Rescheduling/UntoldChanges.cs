using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Rescheduling;

/// <summary>The content of an email about changes.</summary>
/// <param name="Before">What the buyer knew.</param>
/// <param name="Message">From staff. May be empty.</param>
public sealed record ToldChange(ScheduleChangeKind Kind, TicketFacts Before, string Message);

/// <summary>
/// The email about a change is dropped if another change follows before it is sent. The email about that one then tells both, as the
/// difference between what the buyer knew and what is true.
/// </summary>
public sealed class UntoldChanges(TicketingDbContext db)
{
    /// <param name="now">The event as it is.</param>
    /// <returns>Null if there is nothing to tell: another change follows, or all is again as the buyer knew it.</returns>
    public async Task<ToldChange?> FindAsync(Guid changeId, Order order, Event now, CancellationToken ct)
    {
        var untold = await GetUntoldAsync(order, ct);
        return untold.Count > 0 && untold[^1].Id == changeId ? Combine(untold, now) : null;
    }

    /// <returns>Oldest first. The last is in it even if its email was sent: it reads the same if it is written again.</returns>
    private async Task<List<ScheduleChange>> GetUntoldAsync(Order order, CancellationToken ct)
    {
        var all = await db.Set<ScheduleChange>().AsNoTracking().Where(c => c.EventId == order.EventId).ToListAsync(ct);
        var changes = all.OrderBy(c => c.MadeAt).ThenBy(c => c.Id).ToList();
        var chosenAt = await db.Set<Hold>().Where(h => h.Id == order.HoldId).Select(h => h.PlacedAt).SingleAsync(ct);
        var sent = await db.Set<Notification>()
            .Where(n => n.OrderId == order.Id && n.Kind == TellTicketHolders.MailKind && n.Status == NotificationStatus.Sent)
            .Select(n => n.DedupeKey)
            .ToListAsync(ct);
        var last = changes.Count - 1;
        var told = changes.Take(last).ToList().FindLastIndex(c => sent.Contains(TellTicketHolders.GetMailKey(c.Id, order.Id)));
        return [.. changes.Where((change, index) => index == last || (index > told && change.MadeAt >= chosenAt))];
    }

    private static ToldChange? Combine(List<ScheduleChange> untold, Event now)
    {
        var (before, last) = (untold[0].OldFacts, untold[^1]);
        var isPostponed = now.Status == EventStatus.Postponed;
        var wasPostponed = untold.Find(c => c.Kind != ScheduleChangeKind.Moved) is { } first
            ? first.Kind == ScheduleChangeKind.BackOn
            : isPostponed;
        if (wasPostponed != isPostponed)
        {
            return new ToldChange(isPostponed ? ScheduleChangeKind.Postponed : ScheduleChangeKind.BackOn, before, last.Message);
        }

        return before != TicketFacts.From(now) ? new ToldChange(ScheduleChangeKind.Moved, before, last.Message)
            : last is { Message.Length: 0, RefundsUntil: null } ? null
            : new ToldChange(last.Kind, last.OldFacts, last.Message);
    }
}
