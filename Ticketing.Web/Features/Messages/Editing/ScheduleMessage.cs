using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Messages.Editing;

public enum ScheduleOutcome
{
    /// <summary>Also if it had been scheduled before.</summary>
    Scheduled,

    /// <summary>It is not what staff have seen any more.</summary>
    Changed,

    /// <summary>The time at which it should be sent has passed.</summary>
    TooLate,
    EventCancelled,
    NewsOff,
}

/// <summary>Conditional statements decide: of a stop and a start at the same time, one wins.</summary>
public sealed class ScheduleMessage(
    TicketingDbContext db,
    EventLoader events,
    MessageRules rules,
    NotificationOutbox outbox,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <param name="version">That staff have seen.</param>
    public Task<ScheduleOutcome> ScheduleAsync(EventMessage message, int version, CancellationToken ct) =>
        db.WriteAsync(() => TryScheduleAsync(message.Id, version, ct), outcome => outcome == ScheduleOutcome.Scheduled, ct);

    /// <summary>Makes it a draft again.</summary>
    /// <returns>False if its sending has begun or was stopped by staff.</returns>
    public Task<bool> TakeBackAsync(EventMessage message, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var changed = await db.Set<EventMessage>()
                    .Where(m => m.Id == message.Id && m.Topic != MessageTopic.TicketReminder)
                    .Where(m =>
                        m.Status == MessageStatus.Scheduled
                        || (
                            m.Status == MessageStatus.Stopped
                            && m.StartedAt == null
                            && (m.StoppedBy == UnsentReason.TooLate || m.StoppedBy == UnsentReason.NewsOff)
                        )
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(m => m.Status, MessageStatus.Draft)
                                .SetProperty(m => m.ScheduledAt, (DateTimeOffset?)null)
                                .SetProperty(m => m.ScheduledBy, (string?)null)
                                .SetProperty(m => m.StopReason, (MessageStopReason?)null)
                                .SetProperty(m => m.StoppedBy, (string?)null)
                                .SetProperty(m => m.FinishedAt, (DateTimeOffset?)null),
                        ct
                    );
                if (changed == 1)
                {
                    await RecordAsync("event.message-taken-back", message, ct);
                }

                return changed == 1;
            },
            ct: ct
        );

    /// <summary>Leaves those alone whose email has not gone out. An email that is being sent just now arrives.</summary>
    /// <returns>False if there was nothing left to stop.</returns>
    public Task<bool> StopAsync(EventMessage message, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var (now, by) = (clock.GetUtcNow(), audit.Actor.Name);
                var stopped = await db.Set<EventMessage>()
                    .Where(m => m.Id == message.Id && m.Status == MessageStatus.Sending)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(m => m.Status, MessageStatus.Stopped)
                                .SetProperty(m => m.StopReason, MessageStopReason.Staff)
                                .SetProperty(m => m.StoppedBy, by)
                                .SetProperty(m => m.FinishedAt, now),
                        ct
                    );
                if (stopped == 1)
                {
                    await db.StopWaitingRecipientsAsync(message.Id, ct);
                    await outbox.DropWaitingAsync(MessageMails.GetKind(message), MessageMails.GetKeyPrefix(message), ct);
                    await RecordAsync("event.message-stopped", message, ct);
                }

                return stopped == 1;
            },
            ct: ct
        );

    private async Task<ScheduleOutcome> TryScheduleAsync(Guid id, int version, CancellationToken ct)
    {
        var message = await db.Set<EventMessage>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct);
        if (message is null || await events.LoadLockedAsync(message.EventId, ct) is not { } @event)
        {
            return ScheduleOutcome.Changed;
        }

        var now = clock.GetUtcNow();
        if (message.Status == MessageStatus.Draft && message.Version == version && FindRefusal(message, @event, now) is { } refusal)
        {
            return refusal;
        }

        var by = audit.Actor.Name;
        var scheduled = await db.Set<EventMessage>()
            .Where(m => m.Id == id && m.Status == MessageStatus.Draft && m.Version == version)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(m => m.Status, MessageStatus.Scheduled)
                        .SetProperty(m => m.ScheduledAt, now)
                        .SetProperty(m => m.ScheduledBy, by),
                ct
            );
        if (scheduled == 0)
        {
            // A form sent twice.
            return message.Status != MessageStatus.Draft && message.Version == version
                ? ScheduleOutcome.Scheduled
                : ScheduleOutcome.Changed;
        }

        await RecordAsync("event.message-scheduled", message, ct);
        return ScheduleOutcome.Scheduled;
    }

    private ScheduleOutcome? FindRefusal(EventMessage message, Event @event, DateTimeOffset now) =>
        @event.Status == EventStatus.Cancelled ? ScheduleOutcome.EventCancelled
        : !rules.MayChoose(message.Topic) ? ScheduleOutcome.NewsOff
        : message.FindDueTime(@event) <= now ? ScheduleOutcome.TooLate
        : null;

    private async Task RecordAsync(string action, EventMessage message, CancellationToken ct)
    {
        var title = await db.Set<Event>().Where(e => e.Id == message.EventId).Select(e => e.Title).SingleAsync(ct);
        await audit.RecordAsync(action, message.EventId, title, before: null, new { message.Subject }, ct);
    }
}
