using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Reminders.Emails;

/// <summary>Nothing is sent if the reminder was stopped, or the event was called off, while it waited.</summary>
internal sealed class ReminderEmail(
    TicketingDbContext db,
    EventCatalogue catalogue,
    ReminderLinks links,
    BuyerLinks pages,
    ReminderMailWriter writer,
    IOptionsMonitor<SiteOptions> site
) : IEmailComposer
{
    public string Kind => ReminderJob.MailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = ReminderMailKeys.ReadReminderId(notification);
        if (
            await db.Set<EventReminder>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } reminder
            || await catalogue.GetAsync(reminder.EventId, ct) is not { Status: EventStatus.Active } @event
        )
        {
            return null;
        }

        var link = await links.CreateAsync(id, @event, ct);
        var title = SingleLineText.From(@event.Title);
        var isNewDate = reminder.Topic == ReminderTopic.NewDate;
        var content = new ReminderMailText(
            isNewDate
                ? T["New date for {0}: {1}", title, @event.ShortDay(notification.CreatedAt)]
                : T["Tickets for {0} are on sale", title],
            isNewDate ? T["There’s a new date"] : T["Tickets are on sale"],
            [
                isNewDate ? T["{0} now takes place on {1}.", title, @event.LongDay()] : T["You can now get tickets for {0}.", title],
                T["You asked for this reminder. We won’t send another, and we’ll delete your address from our list."],
            ],
            isNewDate ? T["More info"] : T["Get tickets"],
            pages.GetUrl($"/events/{@event.Slug}")
        )
        {
            StopUrl = link.Url,
            Event = @event,
            Venue = site.CurrentValue,
        };
        return await writer.WriteAsync(content, link);
    }
}
