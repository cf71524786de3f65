using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Receipts.Emails;

internal sealed class OrderNoticeWriter(MailHtmlRenderer html)
{
    /// <param name="secrets">Masked in the stored copy.</param>
    public async Task<ComposedEmail> WriteAsync(OrderNoticeText content, params string[] secrets) =>
        new(
            RecipientName: "",
            content.Subject,
            content.PlainText,
            await html.RenderAsync<OrderNoticeHtml, OrderNoticeText>(content, content.Venue),
            [],
            secrets
        );
}
