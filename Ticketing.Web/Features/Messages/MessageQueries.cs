using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Messages;

/// <param name="Sent">Taken by the mail server.</param>
/// <param name="Waiting">Not yet their turn, or the mail server has not answered.</param>
/// <param name="NotSent">Stopped, or not needed any more, such as after a refund.</param>
public sealed record MessageProgress(int Sent, int Waiting, int Failed, int NotSent, int Unsubscribed)
{
    public static MessageProgress None { get; } = new(0, 0, 0, 0, 0);

    public int Recipients => Sent + Waiting + Failed + NotSent;
}

public sealed record ListedMessage(EventMessage Message, MessageProgress Progress);

/// <param name="IsOn">By the choice for the event, or else the venue's setting.</param>
/// <param name="At">When it will go out; null if it has, is too late or the event has no date.</param>
public sealed record TicketReminderState(bool IsOn, DateTimeOffset? At);

public sealed class MessageQueries(TicketingDbContext db, MessageRules rules, TimeProvider clock)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ListedMessage>> GetForEventAsync(Guid eventId, CancellationToken ct)
    {
        var messages = await db.Set<EventMessage>()
            .AsNoTracking()
            .Where(m => m.EventId == eventId)
            .OrderByDescending(m => m.CreatedAt)
            .ThenByDescending(m => m.Id)
            .ToListAsync(ct);
        var progress = await GetProgressAsync([.. messages.Select(m => m.Id)], ct);
        return [.. messages.Select(m => new ListedMessage(m, progress.GetValueOrDefault(m.Id, MessageProgress.None)))];
    }

    /// <returns>Null if the event has no such message.</returns>
    public async Task<ListedMessage?> FindAsync(Guid eventId, Guid id, CancellationToken ct) =>
        await db.Set<EventMessage>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.EventId == eventId, ct) is { } message
            ? new ListedMessage(message, (await GetProgressAsync([id], ct)).GetValueOrDefault(id, MessageProgress.None))
            : null;

    public Task<EventMessage?> FindAsync(Guid id, CancellationToken ct) =>
        db.Set<EventMessage>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct);

    public async Task<TicketReminderState> GetReminderAsync(Event @event, CancellationToken ct)
    {
        var choice = await db.Set<TicketReminderChoice>()
            .Where(c => c.EventId == @event.Id)
            .Select(c => (bool?)c.IsOn)
            .SingleOrDefaultAsync(ct);
        var at = @event.StartsAt - rules.RemindBefore;
        var isAhead = at > clock.GetUtcNow() && @event.Status is EventStatus.Active or EventStatus.Inactive;
        return new TicketReminderState(choice ?? rules.RemindsByDefault, isAhead ? at : null);
    }

    private async Task<Dictionary<Guid, MessageProgress>> GetProgressAsync(List<Guid> ids, CancellationToken ct)
    {
        var counts = await (
            from recipient in db.Set<MessageRecipient>()
            where ids.Contains(recipient.MessageId)
            join notification in db.Set<Notification>() on recipient.MailId equals notification.Id into mails
            from mail in mails.DefaultIfEmpty()
            group recipient by new
            {
                recipient.MessageId,
                recipient.Status,
                Mail = (NotificationStatus?)mail!.Status,
            } into each
            select new
            {
                each.Key.MessageId,
                each.Key.Status,
                each.Key.Mail,
                Count = each.Count(),
            }
        ).ToListAsync(ct);
        return counts
            .GroupBy(row => row.MessageId)
            .ToDictionary(
                rows => rows.Key,
                rows =>
                {
                    int Count(Func<MessageRecipientStatus, NotificationStatus?, bool> matches) =>
                        rows.Where(row => matches(row.Status, row.Mail)).Sum(row => row.Count);
                    return new MessageProgress(
                        Count((_, mail) => mail == NotificationStatus.Sent),
                        Count(
                            (status, mail) =>
                                status == MessageRecipientStatus.Waiting || mail is NotificationStatus.Pending or NotificationStatus.Sending
                        ),
                        Count((_, mail) => mail == NotificationStatus.Dead),
                        Count((status, mail) => status == MessageRecipientStatus.Stopped || mail == NotificationStatus.Dropped),
                        Count((status, _) => status == MessageRecipientStatus.Unsubscribed)
                    );
                }
            );
    }
}
