using System.Globalization;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Documents.Pdf;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Printing;

internal sealed class ReceiptPdf
{
    private const float Margin = 56;
    private readonly PaidOrder paid;
    private readonly PdfDocument document;
    private readonly PageFlow flow;

    private ReceiptPdf(PaidOrder paid)
    {
        this.paid = paid;
        document = new PdfDocument(new(T["Receipt {0}", paid.ReceiptNumber], paid.Seller, Language.Current.Tag, paid.PaidAt));
        flow = document.AddFlow(Margin, footer: DrawFooter, rightToLeft: Language.Current.IsRightToLeft);
    }

    private Order Order => paid.Order;

    public static byte[] Write(PaidOrder paid)
    {
        var receipt = new ReceiptPdf(paid);
        receipt.DrawHeader();
        receipt.DrawParties();
        receipt.DrawEvent();
        receipt.DrawLines();
        receipt.DrawTax();
        receipt.DrawPayment();
        return receipt.document.ToBytes();
    }

    private void DrawHeader()
    {
        var top = flow.Y;
        var logo = paid.Logo?.Draw(flow.Page, flow.Left, top, 200, 48);
        flow.Columns(
            (3, logo is null ? paid.Venue.VenueName : "", PrintStyles.Headline),
            (2, T["Receipt"], PrintStyles.Headline with { Align = Align.End })
        );
        flow.Space(Math.Max(4, (logo?.Bottom + 8 ?? 0) - flow.Y));
        var seller = new[] { paid.Seller, paid.Order.SellerAddress, TaxNumber }.Where(line =>
            line.Length > 0 && (line != paid.Venue.VenueName || logo is not null)
        );
        flow.Columns(
            (3, string.Join('\n', seller), PrintStyles.Text with { Size = 9, Colour = PrintStyles.Soft }),
            (2, paid.ReceiptNumber, PrintStyles.Strong with { Size = 12, Align = Align.End })
        );
        flow.Space(16).Rule(PrintStyles.GetAccent(paid.Venue), 2).Space(18);
    }

    private string TaxNumber => paid.Order.SellerTaxNumber is { Length: > 0 } number ? T["{0} no. {1}", paid.TaxName, number] : "";

    private void DrawParties()
    {
        var date = $"{Day(paid.PaidAt)}\n({paid.Event.ZoneText()})";
        if (paid.ShowsNames)
        {
            var name = SingleLineText.From(Order.BuyerName);
            flow.Columns(
                (3, T["Received from"], PrintStyles.Small),
                (3, T["Date of issue"], PrintStyles.Small),
                (2, T["Order"], PrintStyles.Small)
            );
            flow.Columns((3, name, PrintStyles.Strong), (3, date, PrintStyles.Text), (2, Order.Reference, PrintStyles.Strong));
        }
        else
        {
            flow.Columns((3, T["Date of issue"], PrintStyles.Small), (5, T["Order"], PrintStyles.Small));
            flow.Columns((3, date, PrintStyles.Text), (5, Order.Reference, PrintStyles.Strong));
        }

        flow.Space(16);
    }

    private void DrawEvent() =>
        flow.Text(T["Event"], PrintStyles.Small)
            .Text(SingleLineText.From(paid.Event.Title), PrintStyles.Strong with { Size = 13 })
            .Text(paid.When, PrintStyles.Text)
            .Text(paid.Where, PrintStyles.Text)
            .Space(18);

    private void DrawLines()
    {
        var table = new Table([
            new(T["Ticket"], 5, Align.Left),
            new(T["Quantity"], 1.4f, Align.End),
            new(T["Price"], 1.8f, Align.End),
            new(T["Amount"], 2, Align.End),
        ])
        {
            Style = PrintStyles.Table,
        };
        foreach (var line in Order.Lines)
        {
            table.Row(SingleLineText.From(line.Category), Number(line.Quantity), Amount(line.UnitFaceValue), Amount(line.FaceValue));
        }

        if (Order.BookingFee > 0)
        {
            table.JoinedRow(T["Booking fee"], "", "", Amount(Order.BookingFee));
        }

        var total = PrintStyles.Headline with { Size = 15 };
        table.JoinedRow(new TableCell(T["Total"], total), "", "", new TableCell(Amount(Order.Total), total));
        flow.Table(table);
    }

    private void DrawTax()
    {
        var rates = TaxLine.GetForOrder(Order);
        if (rates.Count == 0)
        {
            return;
        }

        var table = new Table([
            new(T["{0} included", paid.TaxName], 5, Align.Left),
            new(T["Net"], 1.8f, Align.End),
            new(paid.TaxName, 1.8f, Align.End),
            new(T["Gross"], 2, Align.End),
        ])
        {
            Style = PrintStyles.SmallTable,
        };
        foreach (var rate in rates)
        {
            table.Row(T["{0} at {1}", paid.TaxName, rate.Rate], Amount(rate.Net), Amount(rate.Tax), Amount(rate.Gross));
        }

        flow.Space(16).Table(table);
    }

    private void DrawPayment()
    {
        var lines =
            Order.Total == 0
                ?
                [
                    (Method is { Length: > 0 } method ? method : T["Free"], PrintStyles.Strong),
                    (T["Ordered {0}", Instant], PrintStyles.Text),
                ]
                : new[]
                {
                    (T["Paid {0}", Instant], PrintStyles.Strong),
                    (Method, PrintStyles.Text),
                    (
                        Order.PaymentReference is { Length: > 0 } reference
                            ? T["Payment reference {0}", SingleLineText.From(reference)]
                            : "",
                        PrintStyles.Small
                    ),
                };
        flow.Space(20).EnsureSpace(60);
        foreach (var (text, style) in lines.Where(line => line.Item1.Length > 0))
        {
            flow.Text(text, style);
        }
    }

    private void DrawFooter(PdfPage page, int number, int count)
    {
        var y = page.Size.Height - Margin + 14;
        var width = page.Size.Width - 2 * Margin;
        page.Line(Margin, y - 6, Margin + width, y - 6, PrintStyles.Line, 0.6f);
        var contact = paid.Venue.SupportEmail.Length > 0 ? T["Questions? {0}", paid.Venue.SupportEmail] : paid.Venue.VenueName;
        page.Text(contact, PrintStyles.Small, Margin, y, width * 0.55f);
        var place = T["{0} · page {1} of {2}", paid.ReceiptNumber, number, count];
        page.Text(place, PrintStyles.Small with { Align = Align.End }, Margin + width * 0.55f, y, width * 0.45f);
    }

    private string Instant => $"{Day(paid.PaidAt)}, {EventTimes.TimeOfDay(paid.Event, paid.PaidAt)} ({paid.Event.ZoneText()})";

    private string Day(DateTimeOffset instant) => Formats.Date(EventTimes.ToLocal(paid.Event, instant), "d MMMM yyyy");

    private string Method => PaymentMethodText.Describe(Order.PaidWith);

    private string Amount(long minorUnits) => Order.Money(minorUnits).ToString();

    private static string Number(int quantity) => quantity.ToString(CultureInfo.InvariantCulture);
}
