using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Rescheduling;

/// <summary>The content of an email about changes.</summary>
/// <param name="Before">What the buyer knew.</param>
/// <param name="Message">From staff: of all these changes, oldest first. May be empty.</param>
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
        var mails = await GetMailsAsync(order, ct);
        var untold = await GetUntoldAsync(order, mails, ct);
        return untold.Count == 0 || untold[^1].Id != changeId
            ? null
            : Combine(untold, now)
                ?? FindPerhapsTold(untold, order, mails).Select(from => Combine(from, now)).FirstOrDefault(c => c is not null);
    }

    /// <summary>
    /// By key. An email that was tried may have arrived, although it was not recorded as sent. Whether the server was down or the
    /// connection broke in mid-mail is not stored: one email too many does less harm than a buyer who goes by a date that was undone.
    /// </summary>
    private Task<Dictionary<string, Delivery>> GetMailsAsync(Order order, CancellationToken ct) =>
        db.Set<Notification>()
            .Where(n => n.OrderId == order.Id && n.Kind == TellTicketHolders.MailKind)
            .Select(n => new
            {
                n.DedupeKey,
                IsSent = n.Status == NotificationStatus.Sent,
                IsTried = n.Attempts > 0 || n.LastError != null,
            })
            .ToDictionaryAsync(
                n => n.DedupeKey,
                n =>
                    n.IsSent ? Delivery.Sent
                    : n.IsTried ? Delivery.Tried
                    : Delivery.None,
                ct
            );

    /// <returns>Oldest first. The last is in it even if its email was sent: it reads the same if it is written again.</returns>
    private async Task<List<ScheduleChange>> GetUntoldAsync(Order order, Dictionary<string, Delivery> mails, CancellationToken ct)
    {
        var all = await db.Set<ScheduleChange>().AsNoTracking().Where(c => c.EventId == order.EventId).ToListAsync(ct);
        var changes = all.OrderBy(c => c.MadeAt).ThenBy(c => c.Id).ToList();
        var chosenAt = await db.Set<Hold>().Where(h => h.Id == order.HoldId).Select(h => h.PlacedAt).SingleAsync(ct);
        var last = changes.Count - 1;
        var told = changes.Take(last).ToList().FindLastIndex(c => GetDelivery(c, order, mails) == Delivery.Sent);
        return [.. changes.Where((change, index) => index == last || (index > told && change.MadeAt >= chosenAt))];
    }

    /// <returns>What is left to tell a buyer who has got one of the emails that may have arrived; the latest email first.</returns>
    private static IEnumerable<List<ScheduleChange>> FindPerhapsTold(
        List<ScheduleChange> untold,
        Order order,
        Dictionary<string, Delivery> mails
    )
    {
        for (var next = untold.Count - 1; next > 0; next--)
        {
            if (GetDelivery(untold[next - 1], order, mails) == Delivery.Tried)
            {
                yield return untold[next..];
            }
        }
    }

    private static Delivery GetDelivery(ScheduleChange change, Order order, Dictionary<string, Delivery> mails) =>
        mails.GetValueOrDefault(TellTicketHolders.GetMailKey(change.Id, order.Id));

    private static ToldChange? Combine(List<ScheduleChange> untold, Event now)
    {
        var (before, last) = (untold[0].OldFacts, untold[^1]);
        var message = string.Join("\n\n", untold.Select(c => c.Message).Where(text => text.Length > 0).Distinct());
        var isPostponed = now.Status == EventStatus.Postponed;
        var wasPostponed = untold.Find(c => c.Kind != ScheduleChangeKind.Moved) is { } first
            ? first.Kind == ScheduleChangeKind.BackOn
            : isPostponed;
        if (wasPostponed != isPostponed)
        {
            return new ToldChange(isPostponed ? ScheduleChangeKind.Postponed : ScheduleChangeKind.BackOn, before, message);
        }

        return before != TicketFacts.From(now) ? new ToldChange(ScheduleChangeKind.Moved, before, message)
            : message.Length == 0 && last.RefundsUntil is null ? null
            : new ToldChange(last.Kind, last.OldFacts, message);
    }

    private enum Delivery
    {
        None,
        Tried,
        Sent,
    }
}
