using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Documents.Pdf;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Printing;

/// <summary>The parts that receipts and credit notes have in common.</summary>
internal abstract class OrderPaper
{
    private const float Margin = 56;
    private readonly PdfDocument document;
    private readonly string heading;
    private readonly string number;
    private readonly DateTimeOffset issuedAt;

    /// <param name="title">"Receipt R-000123".</param>
    protected OrderPaper(PaidOrder paid, string heading, string number, string title, DateTimeOffset issuedAt)
    {
        (Paid, this.heading, this.number, this.issuedAt) = (paid, heading, number, issuedAt);
        document = new PdfDocument(new(title, paid.Seller, Language.Current.Tag, issuedAt))
        {
            RightToLeft = Language.Current.IsRightToLeft,
        };
        Flow = document.AddFlow(Margin, footer: DrawFooter);
    }

    protected PaidOrder Paid { get; }

    protected PageFlow Flow { get; }

    protected Order Order => Paid.Order;

    protected string Method => PaymentMethodText.Describe(Order.PaidWith);

    protected byte[] ToBytes() => document.ToBytes();

    protected void DrawHeader()
    {
        var top = Flow.Y;
        var logo = Paid.Logo?.Draw(Flow.Page, Flow.Left, top, 200, 48);
        Flow.Columns(
            (3, logo is null ? Paid.Venue.VenueName : "", PrintStyles.Headline),
            (2, heading, PrintStyles.Headline with { Align = PrintStyles.Trailing })
        );
        Flow.Space(Math.Max(4, (logo?.Bottom + 8 ?? 0) - Flow.Y));
        var seller = new[] { Paid.Seller, Order.SellerAddress, GetTaxNumber(Order.SellerTaxNumber) }.Where(line =>
            line.Length > 0 && (line != Paid.Venue.VenueName || logo is not null)
        );
        Flow.Columns(
            (3, string.Join('\n', seller), PrintStyles.Text with { Size = 9, Colour = PrintStyles.Soft }),
            (2, number, PrintStyles.Strong with { Size = 12, Align = PrintStyles.Trailing })
        );
        Flow.Space(16).Rule(PrintStyles.GetAccent(Paid.Venue), 2).Space(18);
    }

    /// <param name="buyerLabel">"Received from".</param>
    protected void DrawParties(string buyerLabel)
    {
        var zone = $"({Paid.Event.ZoneText()})";
        if (Paid.ShowsNames)
        {
            Flow.Columns(
                (3, buyerLabel, PrintStyles.Small),
                (3, T["Date of issue"], PrintStyles.Small),
                (2, T["Order"], PrintStyles.Small)
            );

            // A long name would part the day from its zone in another row.
            var day = CompanyDetails.Length > 0 ? Day(issuedAt) : $"{Day(issuedAt)}\n{zone}";
            Flow.Columns((3, Buyer, PrintStyles.Strong), (3, day, PrintStyles.Text), (2, Order.Reference, PrintStyles.Strong));
            if (CompanyDetails.Length > 0)
            {
                Flow.Columns((3, CompanyDetails, PrintStyles.Text), (3, zone, PrintStyles.Text), (2, "", PrintStyles.Text));
            }
        }
        else
        {
            Flow.Columns((3, T["Date of issue"], PrintStyles.Small), (5, T["Order"], PrintStyles.Small));
            Flow.Columns((3, $"{Day(issuedAt)}\n{zone}", PrintStyles.Text), (5, Order.Reference, PrintStyles.Strong));
        }

        Flow.Space(16);
    }

    protected void DrawEvent() =>
        Flow.Text(T["Show"], PrintStyles.Small)
            .Text(SingleLineText.From(Paid.Event.Title), PrintStyles.Strong with { Size = 13 })
            .Text(Paid.When, PrintStyles.Text)
            .Text(Paid.Where, PrintStyles.Text)
            .Space(18);

    protected void DrawTax(IReadOnlyList<TaxLine> rates)
    {
        if (rates.Count == 0)
        {
            return;
        }

        var table = new Table([
            new(T["{0} included", Paid.TaxName], 5, PrintStyles.Leading),
            new(T["Net"], 1.8f, PrintStyles.Trailing),
            new(Paid.TaxName, 1.8f, PrintStyles.Trailing),
            new(T["Gross"], 2, PrintStyles.Trailing),
        ])
        {
            Style = PrintStyles.SmallTable,
        };
        foreach (var rate in rates)
        {
            table.Row(T["{0} at {1}", Paid.TaxName, rate.Rate], Amount(rate.Net), Amount(rate.Tax), Amount(rate.Gross));
        }

        Flow.Space(16).Table(table);
    }

    protected string Day(DateTimeOffset instant) => Formats.Date(EventTimes.ToLocal(Paid.Event, instant), "d MMMM yyyy");

    protected string Instant(DateTimeOffset instant) =>
        T["{0}, {1}", Day(instant), $"{EventTimes.TimeOfDay(Paid.Event, instant)} ({Paid.Event.ZoneText()})"];

    protected string Amount(long minorUnits) => Order.Money(minorUnits).ToString();

    private string Buyer => SingleLineText.From(Order.Company?.Name ?? Order.BuyerName);

    private string CompanyDetails =>
        Order.Company is { } company
            ? string.Join('\n', new[] { company.Address, GetTaxNumber(company.TaxNumber) }.Where(line => line.Length > 0))
            : "";

    private string GetTaxNumber(string number) => TaxNumberText.Describe(Paid.TaxName, number.Length > 0 ? TextBlock.Isolate(number) : "");

    private void DrawFooter(PdfPage page, int pageNumber, int count)
    {
        var y = page.Size.Height - Margin + 14;
        var width = page.Size.Width - 2 * Margin;
        page.Line(Margin, y - 6, Margin + width, y - 6, PrintStyles.Line, 0.6f);
        var contact =
            Paid.Venue.SupportEmail.Length > 0 ? T["Questions? {0}", TextBlock.Isolate(Paid.Venue.SupportEmail)] : Paid.Venue.VenueName;
        page.Text(contact, PrintStyles.Small, Margin, y, width * 0.55f);
        var place = T["{0} · page {1} of {2}", TextBlock.Isolate(number), pageNumber, count];
        page.Text(place, PrintStyles.Small with { Align = PrintStyles.Trailing }, Margin + width * 0.55f, y, width * 0.45f);
    }
}
