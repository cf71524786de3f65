using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Reminders;

/// <summary>Queues each confirmed reminder once when tickets are on sale or the event has a new date.</summary>
public sealed class ReminderJob(
    TicketingDbContext db,
    EventCatalogue catalogue,
    SaleRules rules,
    NotificationOutbox outbox,
    SiteLanguages languages,
    TimeProvider clock
) : IBackgroundJob
{
    public const string MailKind = "reminder";
    private const int BatchSize = 100;

    public static TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var result = JobResult.Done;
        foreach (var eventId in await Waiting.Select(r => r.EventId).Distinct().ToListAsync(ct))
        {
            var topics = GetDueTopics(await catalogue.GetAsync(eventId, ct));
            var due = topics.Count == 0 ? [] : await FindDueAsync(eventId, topics, ct);
            foreach (var reminder in due)
            {
                await QueueAsync(reminder, ct);
            }

            result = due.Count == BatchSize ? JobResult.MoreWork : result;
        }

        return result;
    }

    private IQueryable<EventReminder> Waiting => db.Set<EventReminder>().Where(r => r.ConfirmedAt != null && r.QueuedAt == null);

    private List<ReminderTopic> GetDueTopics(Event @event) =>
        @event.Status != EventStatus.Active || @event.StartsAt <= clock.GetUtcNow() ? []
        : @event.TicketTypes.Any(type => rules.GetState(@event, type) == SaleState.OnSale)
            ? [ReminderTopic.NewDate, ReminderTopic.SalesStart]
        : [ReminderTopic.NewDate];

    private Task<List<EventReminder>> FindDueAsync(Guid eventId, List<ReminderTopic> topics, CancellationToken ct) =>
        Waiting
            .AsNoTracking()
            .Where(r => r.EventId == eventId && topics.Contains(r.Topic))
            .OrderBy(r => r.Id)
            .Take(BatchSize)
            .ToListAsync(ct);

    private Task QueueAsync(EventReminder reminder, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.WriteAsync(
            async () =>
            {
                using var _ = languages.FindByTag(reminder.Language).Use();
                if (await Waiting.Where(r => r.Id == reminder.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.QueuedAt, now), ct) == 1)
                {
                    await outbox.QueueAsync(MailKind, ReminderMailKeys.Create(MailKind, reminder.Id), reminder.Email, orderId: null, ct);
                }
            },
            ct
        );
    }
}
