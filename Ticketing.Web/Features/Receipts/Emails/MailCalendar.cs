using System.Text;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Receipts.Emails;

internal static class MailCalendar
{
    public static EmailAttachment Attach(EventCalendar calendar, Event @event) =>
        new($"{@event.Slug}.ics", EventCalendar.GetMediaType(@event), Encoding.UTF8.GetBytes(calendar.Serialize(@event)));
}
