using System.Globalization;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Documents.Pdf;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Printing;

internal sealed class ReceiptPdf : OrderPaper
{
    private ReceiptPdf(PaidOrder paid)
        : base(
            paid,
            paid.IsInvoice ? T["Invoice"] : T["Receipt"],
            paid.ReceiptNumber,
            paid.IsInvoice ? T["Invoice {0}", paid.ReceiptNumber] : T["Receipt {0}", paid.ReceiptNumber],
            paid.PaidAt
        ) { }

    public static byte[] Write(PaidOrder paid)
    {
        var receipt = new ReceiptPdf(paid);
        receipt.DrawHeader();
        receipt.DrawParties(paid.IsInvoice ? T["Invoice to"] : T["Received from"]);
        receipt.DrawEvent();
        receipt.DrawLines();
        receipt.DrawTax(TaxLine.GetForOrder(paid.Order));
        receipt.DrawPayment();
        receipt.DrawRefunds();
        return receipt.ToBytes();
    }

    private void DrawLines()
    {
        var table = new Table([
            new(T["Ticket"], 5, PrintStyles.Leading),
            new(T["Quantity"], 1.4f, PrintStyles.Trailing),
            new(T["Price"], 1.8f, PrintStyles.Trailing),
            new(T["Amount"], 2, PrintStyles.Trailing),
        ])
        {
            Style = PrintStyles.Table,
        };
        foreach (var line in Order.Lines)
        {
            var name = SingleLineText.From(Paid.Event.GetTicketTypeName(line.TicketTypeId, line.Category));
            var (each, all) = (LineAmountText.Describe(Order, line.UnitListPrice), LineAmountText.Describe(Order, line.ListPrice));
            table.Row(name, Number(line.Quantity), each, all);
        }

        if (Order.PromoCode is { } code)
        {
            table.JoinedRow(T["Promo code {0}", TextBlock.Isolate(code)], "", "", Order.Discount > 0 ? Amount(-Order.Discount) : "");
        }

        if (Order.BookingFee > 0)
        {
            table.JoinedRow(T["Booking fee"], "", "", Amount(Order.BookingFee));
        }

        // A word is longer than an amount.
        var total = PrintStyles.Headline with
        {
            Size = Order.Total > 0 ? 15 : 11,
        };
        table.JoinedRow(new TableCell(T["Total"], total), "", "", new TableCell(LineAmountText.DescribeTotal(Order), total));
        Flow.Table(table);
    }

    private void DrawPayment()
    {
        var paidAt = Instant(Paid.PaidAt);
        var lines =
            Order.Total == 0
                ? [(T["Ordered {0}", paidAt], PrintStyles.Text)]
                : new[]
                {
                    (T["Paid {0}", paidAt], PrintStyles.Strong),
                    (Method, PrintStyles.Text),
                    (
                        Order.PaymentReference is { Length: > 0 } reference
                            ? T["Payment reference {0}", TextBlock.Isolate(SingleLineText.From(reference))]
                            : "",
                        PrintStyles.Small
                    ),
                };
        Flow.Space(20).EnsureSpace(60);
        foreach (var (text, style) in lines.Where(line => line.Item1.Length > 0))
        {
            Flow.Text(text, style);
        }
    }

    private void DrawRefunds()
    {
        var refunds = Paid.Refunds.Where(refund => refund.Status == RefundStatus.Succeeded).ToList();
        if (refunds.Count == 0)
        {
            return;
        }

        var table = new Table([
            new(T["Refunds"], 3, PrintStyles.Leading),
            new(T["Credit note"], 2.6f, PrintStyles.Leading),
            new(T["Refunded"], 2, PrintStyles.Trailing),
            new(T["Remaining"], 2, PrintStyles.Trailing),
        ])
        {
            Style = PrintStyles.SmallTable,
        };
        var remaining = Order.Total;
        foreach (var refund in refunds)
        {
            remaining -= refund.Amount;
            table.Row(Day(refund.SettledAt ?? refund.RequestedAt), refund.CreditNoteLabel, Amount(refund.Amount), Amount(remaining));
        }

        Flow.Space(20).EnsureSpace(60).Table(table);
    }

    private static string Number(int quantity) => quantity.ToString(CultureInfo.InvariantCulture);
}
