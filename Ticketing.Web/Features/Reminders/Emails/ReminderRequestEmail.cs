using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Reminders.Emails;

/// <summary>Asks whether its reader wants the reminder.</summary>
internal sealed class ReminderRequestEmail(
    TicketingDbContext db,
    EventCatalogue catalogue,
    ReminderLinks links,
    ReminderMailWriter writer,
    IOptionsMonitor<SiteOptions> site
) : IEmailComposer
{
    public string Kind => RequestReminder.MailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = ReminderMailKeys.ReadReminderId(notification);
        if (await db.Set<EventReminder>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } reminder)
        {
            return null;
        }

        var @event = await catalogue.GetAsync(reminder.EventId, ct);
        var title = SingleLineText.From(@event.Title);
        var link = await links.CreateAsync(id, @event, ct);
        var content = new ReminderMailText(
            T["Please confirm your reminder: {0}", title],
            T["Please confirm your reminder"],
            [
                reminder.Topic == ReminderTopic.NewDate
                    ? T["We’ll email you once, when {0} has a new date. First, please confirm that this is your address.", title]
                    : T["We’ll email you once, when tickets for {0} go on sale. First, please confirm that this is your address.", title],
                T["Didn’t request this? You can ignore this email, and we’ll take your address off our list within three days."],
            ],
            T["Confirm my reminder"],
            link.Url
        )
        {
            StopUrl = link.Url,
            Event = @event,
            Venue = site.CurrentValue,
        };
        return await writer.WriteAsync(content, link);
    }
}
