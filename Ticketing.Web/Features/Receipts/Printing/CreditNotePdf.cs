using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Documents.Pdf;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Printing;

internal sealed class CreditNotePdf : OrderPaper
{
    private readonly CreditNote note;

    private CreditNotePdf(CreditNote note)
        : base(note.Paid, T["Credit note"], note.Number, T["Credit note {0}", note.Number], note.IssuedAt) => this.note = note;

    public static byte[] Write(CreditNote note)
    {
        var pdf = new CreditNotePdf(note);
        pdf.DrawHeader();
        pdf.DrawParties(T["Refunded to"]);
        pdf.DrawReceipt();
        pdf.DrawEvent();
        pdf.DrawLines();
        pdf.DrawTax(TaxLine.GetForCreditNote(note));
        pdf.DrawPayment();
        return pdf.ToBytes();
    }

    private void DrawReceipt() =>
        Flow.Text(T["Corrects"], PrintStyles.Small)
            .Text(
                Paid.IsInvoice
                    ? T["Invoice {0} of {1}", TextBlock.Isolate(Paid.ReceiptNumber), Day(Paid.PaidAt)]
                    : T["Receipt {0} of {1}", TextBlock.Isolate(Paid.ReceiptNumber), Day(Paid.PaidAt)],
                PrintStyles.Text
            )
            .Space(16);

    private void DrawLines()
    {
        var table = new Table([new(T["Refunded"], 6, PrintStyles.Leading), new(T["Amount"], 2, PrintStyles.Trailing)])
        {
            Style = PrintStyles.Table,
        };
        foreach (var line in note.Refund.Lines)
        {
            var name = SingleLineText.From(line.GetTicketTypeName(Paid.Event, Paid.Tickets));
            var ticket = T["{0}, ticket {1} of {2}", TextBlock.Isolate(name), line.Number, Paid.Tickets.Count];
            table.Row(ticket, Amount(line.FaceValue));
        }

        if (note.BookingFee > 0)
        {
            table.JoinedRow(T["Booking fee"], Amount(note.BookingFee));
        }

        if (note.Refund.Lines.Sum(line => line.Total) is var listed && listed != note.Refund.Amount)
        {
            table.Row(note.Refund.Lines.Count == 0 ? T["Part of the order"] : T["Adjustment"], Amount(note.Refund.Amount - listed));
        }

        var total = PrintStyles.Headline with { Size = 15 };
        table.JoinedRow(new TableCell(T["Total refunded"], total), new TableCell(Amount(note.Refund.Amount), total));
        Flow.Table(table);
    }

    private void DrawPayment() =>
        Flow.Space(20)
            .EnsureSpace(60)
            .Text(
                note.Refund.IsOwed
                    ? T["Refund approved {0}", Instant(note.IssuedAt)]
                    : T["Refunded {0}", Instant(note.Refund.HandedBackAt ?? note.IssuedAt)],
                PrintStyles.Strong
            )
            .Text(DescribeMethod(), PrintStyles.Text);

    private string DescribeMethod() =>
        note.Refund switch
        {
            { ManualMethod: ManualRefundMethod.BankTransfer } => T["By bank transfer"],
            { IsOwed: true } when !IsPaidBackToCard => T["To be paid in person"],
            { IsManual: true } when !IsPaidBackToCard => T["Refunded in person"],
            _ => T["To your original payment method: {0}", Method],
        };

    private bool IsPaidBackToCard => note.Refund.ManualMethod is null && Paid.Order.PaidWith == Orders.Order.CardTerminal;
}
