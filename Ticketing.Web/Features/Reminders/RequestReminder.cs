using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Reminders;

/// <summary>The first mail asks whether its reader wants the reminder. New and known addresses take the same path.</summary>
public sealed class RequestReminder(TicketingDbContext db, AvailabilityCalculator offers, NotificationOutbox outbox, TimeProvider clock)
{
    public const string MailKind = "reminder-request";
    private static readonly TimeSpan MinInterval = TimeSpan.FromMinutes(5);

    /// <returns>Null if there is nothing to wait for.</returns>
    public ReminderTopic? FindTopic(Event @event) =>
        offers.GetForEvent(@event).State switch
        {
            AvailabilityState.NotOnSaleYet => ReminderTopic.SalesStart,
            AvailabilityState.Postponed => ReminderTopic.NewDate,
            _ => null,
        };

    /// <summary>Does nothing if repeated within five minutes or over the recipient's limit, so that nobody can flood a mailbox.</summary>
    /// <param name="email">Normalised.</param>
    public Task QueueAsync(Event @event, ReminderTopic topic, string email, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var key = EventReminder.CreateKey(@event.Id, email);
                var reminder = new EventReminder
                {
                    EventId = @event.Id,
                    Email = email,
                    Key = key,
                    Topic = topic,
                    CreatedAt = now,
                };
                await db.InsertIfNewAsync(reminder, nameof(EventReminder.Key), ct);
                var known = db.Set<EventReminder>().Where(r => r.Key == key);
                await known.Where(r => r.QueuedAt == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.Topic, topic), ct);
                var id = await known.Select(r => r.Id).SingleAsync(ct);
                var mailKey = $"{ReminderMailKeys.Create(MailKind, id)}:{now.Ticks / MinInterval.Ticks}";
                return await outbox.QueueLimitedAsync(MailKind, mailKey, email, orderId: null, TimeSpan.Zero, ct);
            },
            queued => queued,
            ct
        );
}
