using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Reminders.Emails;

internal sealed class ReminderMailWriter(MailHtmlRenderer html)
{
    public async Task<ComposedEmail> WriteAsync(ReminderMailText content, ReminderLink link) =>
        new(
            RecipientName: "",
            content.Subject,
            content.PlainText,
            await html.RenderAsync<ReminderHtml, ReminderMailText>(content, content.Venue),
            [],
            [link.Token]
        );
}
