using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Messages;

/// <summary>Switches the reminder of one event on or off, whatever the venue's setting is.</summary>
public sealed class ChooseTicketReminder(TicketingDbContext db, AuditTrail audit)
{
    public Task ChooseAsync(Event @event, bool isOn, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
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
            },
            ct
        );
}
