using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Receipts.Emails;

internal sealed class RefundMailWriter(MailHtmlRenderer html)
{
    public async Task<ComposedEmail> WriteAsync(RefundedOrder refunded, RefundMailText content, OrderLink link) =>
        new(
            refunded.BuyerName,
            content.Subject,
            RefundMailPlainText.Write(content),
            await html.RenderAsync<RefundMailHtml, RefundMailText>(content, refunded.Venue),
            [],
            [link.Token]
        );
}
