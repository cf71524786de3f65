using System.Globalization;
using Ticketing.Documents;
using Ticketing.Documents.Pdf;
using Ticketing.Events;
using Ticketing.Notifications;
using Ticketing.Orders;

namespace Ticketing.Receipts;

internal sealed class ReceiptPdf
{
    private const float Margin = 56;
    private readonly PaidOrder paid;
    private readonly PdfDocument document;
    private readonly Flow flow;

    private ReceiptPdf(PaidOrder paid)
    {
        this.paid = paid;
        document = new PdfDocument(new($"Receipt {paid.ReceiptNumber}", paid.Seller, "en-GB", paid.PaidAt));
        flow = document.AddFlow(Margin, footer: Footer);
    }

    private Order Order => paid.Order;

    public static byte[] Write(PaidOrder paid)
    {
        var receipt = new ReceiptPdf(paid);
        receipt.Head();
        receipt.Parties();
        receipt.Concert();
        receipt.Lines();
        receipt.Tax();
        receipt.Payment();
        return receipt.document.ToBytes();
    }

    private void Head()
    {
        var top = flow.Y;
        var logo = paid.Logo?.Draw(flow.Page, flow.Left, top, 200, 48);
        flow.Columns((3, logo is null ? paid.Venue.VenueName : "", PaperLook.Headline), (2, "Receipt", PaperLook.Headline with { Align = Align.End }));
        flow.Space(Math.Max(4, (logo?.Bottom + 8 ?? 0) - flow.Y));
        var seller = new[] { paid.Seller, paid.Order.SellerAddress, TaxNumber }
            .Where(line => line.Length > 0 && (line != paid.Venue.VenueName || logo is not null));
        flow.Columns(
            (3, string.Join('\n', seller), PaperLook.Text with { Size = 9, Colour = PaperLook.Soft }),
            (2, paid.ReceiptNumber, PaperLook.Strong with { Size = 12, Align = Align.End }));
        flow.Space(16).Rule(PaperLook.AccentOf(paid.Venue), 2).Space(18);
    }

    private string TaxNumber => paid.Order.SellerTaxNumber is { Length: > 0 } number ? $"Tax number {number}" : "";

    private void Parties()
    {
        flow.Columns((3, "Received from", PaperLook.Small), (3, "Date of issue", PaperLook.Small), (2, "Order", PaperLook.Small));
        flow.Columns(
            (3, OneLine.Of(Order.BuyerName), PaperLook.Strong),
            (3, $"{Day(paid.PaidAt)}\n({paid.Event.ZoneInWords()})", PaperLook.Text),
            (2, Order.Reference, PaperLook.Strong));
        flow.Space(16);
    }

    private void Concert() => flow
        .Text("Event", PaperLook.Small)
        .Text(OneLine.Of(paid.Event.Title), PaperLook.Strong with { Size = 13 })
        .Text(paid.When, PaperLook.Text)
        .Text(paid.Where, PaperLook.Text)
        .Space(18);

    private void Lines()
    {
        var table = new Table([new("Ticket", 5, Align.Left), new("Quantity", 1.4f, Align.End), new("Price", 1.8f, Align.End), new("Amount", 2, Align.End)])
        {
            Look = PaperLook.Table,
        };
        foreach (var line in Order.Lines)
        {
            table.Row(OneLine.Of(line.Category), Number(line.Quantity), Amount(line.UnitFaceValue), Amount(line.FaceValue));
        }

        if (Order.BookingFee > 0)
        {
            table.RowBelow("Booking fee", "", "", Amount(Order.BookingFee));
        }

        var total = PaperLook.Headline with { Size = 15 };
        table.RowBelow(new Cell("Total", total), "", "", new Cell(Amount(Order.Total), total));
        flow.Table(table);
    }

    private void Tax()
    {
        var rates = TaxLine.Of(Order);
        if (rates.Count == 0)
        {
            return;
        }

        var table = new Table([new("Tax included", 5, Align.Left), new("Net", 1.8f, Align.End), new("Tax", 1.8f, Align.End), new("Gross", 2, Align.End)])
        {
            Look = PaperLook.SmallTable,
        };
        foreach (var rate in rates)
        {
            table.Row($"Tax at {rate.Rate}", Amount(rate.Net), Amount(rate.Tax), Amount(rate.Gross));
        }

        flow.Space(16).Table(table);
    }

    private void Payment()
    {
        var lines = Order.Total == 0
            ? [(Order.PaidWith ?? "Free of charge", PaperLook.Strong), ($"Ordered {Instant}. Nothing was due.", PaperLook.Text)]
            : new[]
            {
                ($"Paid {Instant}", PaperLook.Strong),
                (OneLine.Of(Order.PaidWith ?? ""), PaperLook.Text),
                (Order.PaymentReference is { Length: > 0 } reference ? $"Payment reference {OneLine.Of(reference)}" : "", PaperLook.Small),
            };
        flow.Space(20).Need(60);
        foreach (var (text, style) in lines.Where(line => line.Item1.Length > 0))
        {
            flow.Text(text, style);
        }
    }

    private void Footer(Page page, int number, int count)
    {
        var y = page.Paper.Height - Margin + 14;
        var width = page.Paper.Width - 2 * Margin;
        page.Line(Margin, y - 6, Margin + width, y - 6, PaperLook.Line, 0.6f);
        var contact = paid.Venue.SupportEmail.Length > 0 ? $"Questions? {paid.Venue.SupportEmail}" : paid.Venue.VenueName;
        page.Text(contact, PaperLook.Small, Margin, y, width * 0.55f);
        var place = string.Create(CultureInfo.InvariantCulture, $"{paid.ReceiptNumber} · page {number} of {count}");
        page.Text(place, PaperLook.Small with { Align = Align.End }, Margin + width * 0.55f, y, width * 0.45f);
    }

    private string Instant => $"{Day(paid.PaidAt)}, {EventTimes.Clock(paid.Event, paid.PaidAt)} ({paid.Event.ZoneInWords()})";

    private string Day(DateTimeOffset instant) => EventTimes.At(paid.Event, instant).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private string Amount(long minorUnits) => Order.Money(minorUnits).ToString();

    private static string Number(int quantity) => quantity.ToString(CultureInfo.InvariantCulture);
}
