using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Messages;

/// <summary>Begins to send the buyers of an event their tickets again, shortly before it.</summary>
public sealed class TicketReminderJob(
    TicketingDbContext db,
    EventLoader events,
    MessageOrders orders,
    MessageRules rules,
    TimeProvider clock
) : IBackgroundJob
{
    /// <summary>Buyers who ordered later than this before the reminder have just got their tickets.</summary>
    internal static readonly TimeSpan MinAge = TimeSpan.FromDays(1);

    /// <summary>Left before the start; less if the reminder is meant for shortly before it.</summary>
    private static readonly TimeSpan MinTimeLeft = TimeSpan.FromHours(6);

    public static TimeSpan Interval => TimeSpan.FromMinutes(5);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var (now, until) = (clock.GetUtcNow(), clock.GetUtcNow() + rules.RemindBefore);
        var near = await db.Set<Event>()
            .Where(e => e.Status == EventStatus.Active && e.StartsAt > now && e.StartsAt <= until)
            .Where(e => !Reminders.Any(m => m.EventId == e.Id && m.EventStartsAt == e.StartsAt))
            .Select(e => e.Id)
            .ToListAsync(ct);
        foreach (var id in near)
        {
            await db.WriteAsync(() => TryRemindAsync(id, ct), ct);
        }

        return JobResult.Done;
    }

    private IQueryable<EventMessage> Reminders => db.Set<EventMessage>().Where(m => m.Topic == MessageTopic.TicketReminder);

    private async Task TryRemindAsync(Guid eventId, CancellationToken ct)
    {
        // With the event row locked, no other process lists its buyers too.
        var now = clock.GetUtcNow();
        if (
            await events.LoadLockedAsync(eventId, ct) is not { Status: EventStatus.Active } @event
            || @event.StartsAt <= now
            || @event.StartsAt - rules.RemindBefore is var due && due > now
            || !await IsOnAsync(eventId, ct)
            || await WasRemindedAsync(@event, due, ct)
        )
        {
            return;
        }

        var isRestored = await db.Set<Restore>().AnyAsync(r => r.RestoredAt >= due, ct);
        var stop =
            isRestored ? MessageStopReason.Restore
            : IsTooLate(@event, now) ? MessageStopReason.Staff
            : (MessageStopReason?)null;
        await AddAsync(Create(@event, now, stop), due - MinAge, ct);
    }

    private bool IsTooLate(Event @event, DateTimeOffset now)
    {
        var half = rules.RemindBefore / 2;
        return @event.StartsAt - now < (half < MinTimeLeft ? half : MinTimeLeft);
    }

    private async Task<bool> IsOnAsync(Guid eventId, CancellationToken ct) =>
        await db.Set<TicketReminderChoice>().Where(c => c.EventId == eventId).Select(c => (bool?)c.IsOn).SingleOrDefaultAsync(ct)
        ?? rules.RemindsByDefault;

    // If an event moves by an hour or a day after its buyers were reminded, the email about that is enough.
    private Task<bool> WasRemindedAsync(Event @event, DateTimeOffset due, CancellationToken ct)
    {
        var since = due - rules.RemindBefore;
        return Reminders.AnyAsync(m => m.EventId == @event.Id && (m.EventStartsAt == @event.StartsAt || m.StartedAt > since), ct);
    }

    private EventMessage Create(Event @event, DateTimeOffset now, MessageStopReason? stop) =>
        new()
        {
            EventId = @event.Id,
            Topic = MessageTopic.TicketReminder,
            Timing = MessageTiming.BeforeStart,
            Delay = (int)rules.RemindBefore.TotalHours,
            DelayUnit = MessageDelayUnit.Hours,
            Status = stop is null ? MessageStatus.Sending : MessageStatus.Stopped,
            StopReason = stop,
            StoppedBy = stop == MessageStopReason.Staff ? UnsentReason.TooLate : null,
            FinishedAt = stop is null ? null : now,
            CreatedAt = now,
            CreatedBy = Actor.SystemName,
            ScheduledAt = now,
            StartedAt = stop == MessageStopReason.Staff ? null : now,
            EventStartsAt = @event.StartsAt,
        };

    private async Task AddAsync(EventMessage reminder, DateTimeOffset paidUntil, CancellationToken ct)
    {
        db.Add(reminder);
        await db.SaveChangesAsync(ct);
        if (reminder.Status == MessageStatus.Sending)
        {
            var withoutEmail = await orders.CountWithoutEmailAsync(reminder, paidUntil, ct);
            await orders.ListAsync(reminder, paidUntil, ct);
            await db.Set<EventMessage>()
                .Where(m => m.Id == reminder.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.WithoutEmail, withoutEmail), ct);
        }
    }
}
