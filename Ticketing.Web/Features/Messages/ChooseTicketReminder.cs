using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Messages.Editing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Messages;

/// <summary>Switches the reminder of one event on or off, whatever the venue's setting is.</summary>
public sealed class ChooseTicketReminder(TicketingDbContext db, EventLoader events, ScheduleMessage schedule, AuditTrail audit)
{
    /// <returns>True if a reminder that was being sent was stopped.</returns>
    public Task<bool> ChooseAsync(Event @event, bool isOn, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                // Locked, so that no reminder begins meanwhile.
                await events.LoadLockedAsync(@event.Id, ct);
                var choice = new TicketReminderChoice { EventId = @event.Id, IsOn = isOn };
                var isChanged =
                    await db.InsertIfNewAsync(choice, nameof(TicketReminderChoice.EventId), ct)
                    || await db.Set<TicketReminderChoice>()
                        .Where(c => c.EventId == @event.Id && c.IsOn != isOn)
                        .ExecuteUpdateAsync(set => set.SetProperty(c => c.IsOn, isOn), ct) == 1;
                if (isChanged)
                {
                    var action = isOn ? "event.ticket-reminder-on" : "event.ticket-reminder-off";
                    await audit.RecordAsync(action, @event.Id, @event.Title, before: null, after: null, ct);
                }

                return !isOn && await StopAsync(@event.Id, ct);
            },
            ct: ct
        );

    private async Task<bool> StopAsync(Guid eventId, CancellationToken ct)
    {
        var reminders = await db.Set<EventMessage>()
            .AsNoTracking()
            .Where(m => m.EventId == eventId && m.Topic == MessageTopic.TicketReminder && m.Status == MessageStatus.Sending)
            .ToListAsync(ct);
        var stopped = false;
        foreach (var reminder in reminders)
        {
            stopped |= await schedule.StopAsync(reminder, ct);
        }

        return stopped;
    }
}
