using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Receipts.Emails;

internal sealed class RefundMailWriter(MailHtmlRenderer html, PaidOrderQueries orders)
{
    public async Task<ComposedEmail> WriteAsync(RefundedOrder refunded, RefundMailText content, OrderLink link, CancellationToken ct) =>
        new(
            refunded.BuyerName,
            content.Subject,
            RefundMailPlainText.Write(content),
            await html.RenderAsync<RefundMailHtml, RefundMailText>(content, refunded.Venue),
            await AttachmentsAsync(refunded, ct),
            [link.Token]
        );

    private async Task<IReadOnlyList<EmailAttachment>> AttachmentsAsync(RefundedOrder refunded, CancellationToken ct)
    {
        if (
            refunded.Refund.CreditNoteNumber is not { } number
            || (await orders.FindAsync(refunded.Order.Id, ct))?.FindCreditNote(number) is not { } note
        )
        {
            return [];
        }

        var paid = note.Paid with { ShowsNames = refunded.BuyerName.Length > 0 };
        var file = OrderDocuments.CreateCreditNote(note with { Paid = paid });
        return [new EmailAttachment(file.FileName, OrderDocument.MediaType, file.Content)];
    }
}
