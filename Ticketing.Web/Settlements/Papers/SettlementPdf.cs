using System.Globalization;
using Ticketing.Documents;
using Ticketing.Documents.Pdf;
using Ticketing.Events;
using Ticketing.Events.Editing;
using Ticketing.Receipts;
using Ticketing.Settings;
using Ticketing.Settlements.Figures;

namespace Ticketing.Settlements.Papers;

/// <summary>A document to hand to the artist and to sign.</summary>
internal sealed class SettlementPdf
{
    private const float Margin = 56;
    private static readonly TextStyle Heading = PaperLook.Strong with { Size = 12 };
    private static readonly TextStyle Sum = PaperLook.Strong with { Size = 9 };
    private static readonly TableLook Dense = PaperLook.SmallTable with { Gap = 8, Body = PaperLook.Text with { Size = 8.5f } };
    private static readonly TableLook Wide = Dense with { Gap = 5, Heading = PaperLook.SmallTable.Heading with { Size = 8 }, Body = PaperLook.Text with { Size = 8 } };
    private readonly NightAccounts night;
    private readonly SiteOptions venue;
    private readonly PdfDocument document;
    private readonly Flow flow;

    private SettlementPdf(NightAccounts night, SiteOptions venue)
    {
        (this.night, this.venue) = (night, venue);
        document = new PdfDocument(new($"Settlement: {Title}", venue.Seller, "en-GB", night.ReadAt));
        flow = document.AddFlow(Margin, footer: Footer);
    }

    private Settlement Accounts => night.Settlement;

    private string Title => OneLine(night.Event.Title);

    public static byte[] Write(NightAccounts night, SiteOptions venue, PaperLogo? logo)
    {
        var pdf = new SettlementPdf(night, venue);
        pdf.Head(logo);
        pdf.Concert();
        pdf.Shares();
        pdf.Tickets();
        pdf.Totals();
        pdf.Tax();
        pdf.Money();
        pdf.Remarks();
        pdf.Signatures();
        return pdf.document.ToBytes();
    }

    private void Head(PaperLogo? logo)
    {
        var drawn = logo?.Draw(flow.Page, flow.Left, flow.Y, 200, 48);
        flow.Columns((3, logo is null ? venue.VenueName : "", PaperLook.Headline), (2, "Settlement", PaperLook.Headline with { Align = Align.End }));
        flow.Space(Math.Max(4, (drawn?.Bottom + 8 ?? 0) - flow.Y));
        var seller = new[] { venue.Seller, venue.SellerAddress.Trim(), venue.TaxNumber.Trim() is { Length: > 0 } number ? $"Tax number {number}" : "" }
            .Where(line => line.Length > 0 && (line != venue.VenueName || logo is not null));
        flow.Columns(
            (3, string.Join('\n', seller), PaperLook.Text with { Size = 9, Colour = PaperLook.Soft }),
            (2, $"As of {night.AsOf}\nAmounts in {Accounts.Currency}", PaperLook.Text with { Size = 9, Colour = PaperLook.Soft, Align = Align.End }));
        flow.Space(16).Rule(PaperLook.AccentOf(venue), 2).Space(18);
    }

    private void Concert()
    {
        if (Statement.Alarm(Accounts) is { Length: > 0 } alarm)
        {
            flow.Text(alarm, PaperLook.Strong with { Colour = Colour.Of("#a3161a") }).Space(12);
        }

        flow.Text("Event", PaperLook.Small).Text(Title, PaperLook.Strong with { Size = 13 })
            .Text($"{night.Event.LongDay()}, {night.Event.Hours()} ({night.Event.ZoneInWords()})", PaperLook.Text)
            .Text(OneLine(night.Event.Location), PaperLook.Text)
            .Space(16);
    }

    private void Shares()
    {
        if (Accounts.Split is { } split)
        {
            var figure = PaperLook.Headline with { Size = 18 };
            flow.Need(60).Columns((3, $"To {OneLine(split.Artist)}", PaperLook.Small), (2, "To the venue, of the pot", PaperLook.Small));
            flow.Columns((3, Accounts.Money(split.ToArtist).ToString(), figure), (2, Accounts.Money(split.ToVenue).ToString(), figure)).Space(14);
        }

        Lines("The split", [.. Statement.PotLines(Accounts), .. Statement.SplitLines(Accounts)]);
        if (Accounts.Split is null)
        {
            flow.Space(6).Text("No deal with an artist is written down yet: the pot is not shared.", PaperLook.Text);
        }
    }

    private void Tickets()
    {
        var table = new Table(
        [
            new("Ticket", 2.9f, Align.Left), new("Sold as", 1.9f, Align.Left), new("Price", 2.1f, Align.End), new("Sold", 1.1f, Align.End),
            new("Refunded", 1.8f, Align.End), new("Face value", 2.3f, Align.End), new("Fees", 1.9f, Align.End), new("Refunds", 2.1f, Align.End), new("Net", 2.3f, Align.End),
        ])
        {
            Look = Wide,
        };
        foreach (var sales in Accounts.Tickets)
        {
            table.Row([OneLine(sales.Category), Statement.SoldAs(sales.Channel), Plain(sales.Price), .. Figures(sales.Sold, sales.Refunded, sales.Gross, sales.Back)]);
        }

        table.RowBelow([Bold("Together"), "", "", .. Figures(Accounts.Sold, Accounts.Refunded, Accounts.Gross, Accounts.Back).Select(cell => new Cell(cell.Text, Sum with { Size = 8 }))]);
        Section("Tickets").Table(table);
    }

    private void Totals()
    {
        var table = new Table([new("", 4, Align.Left), new("Face value", 2, Align.End), new("Booking fees", 2, Align.End), new("Together", 2, Align.End)]) { Look = Dense };
        table.Row("Gross", Plain(Accounts.Gross.FaceValue), Plain(Accounts.Gross.BookingFee), Plain(Accounts.Gross.Total));
        table.RowBelow("Refunds", Plain(-Accounts.Back.FaceValue), Plain(-Accounts.Back.BookingFee), Plain(-Accounts.Back.Total));
        table.RowBelow(Bold("Net"), Bold(Plain(Accounts.Net.FaceValue)), Bold(Plain(Accounts.Net.BookingFee)), Bold(Plain(Accounts.Net.Total)));
        Section("From gross to net").Table(table);
    }

    private void Tax()
    {
        if (Accounts.Taxes.Count == 0)
        {
            return;
        }

        var table = new Table([new("Tax inside the net takings", 4, Align.Left), new("In tickets", 2, Align.End), new("In booking fees", 2, Align.End), new("Together", 2, Align.End)]) { Look = Dense };
        foreach (var rate in Accounts.Taxes)
        {
            table.Row($"At {Statement.Percent(rate.RatePercent)}, of {Plain(rate.Kept.Total)}", Plain(rate.Tax.FaceValue), Plain(rate.Tax.BookingFee), Plain(rate.Tax.Total));
        }

        table.RowBelow(Bold("Tax"), Bold(Plain(Accounts.Tax.FaceValue)), Bold(Plain(Accounts.Tax.BookingFee)), Bold(Plain(Accounts.Tax.Total)));
        flow.Space(14).Table(table);
    }

    private void Money() => Lines("The money", Statement.MoneyLines(Accounts));

    private void Remarks()
    {
        var remarks = new[] { Statement.Standing(night) }.Concat(Statement.Remarks(Accounts)).Where(remark => remark.Length > 0).ToList();
        if (remarks.Count > 0)
        {
            Section("Remarks");
            foreach (var remark in remarks)
            {
                flow.Text(remark, PaperLook.Text with { Size = 9 }).Space(3);
            }
        }
    }

    private void Signatures()
    {
        // As wide as the text columns below.
        var gap = TableLook.Bare.Gap;
        flow.Space(24).Need(64);
        var (half, y) = ((flow.Width - gap) / 2, flow.Y + 36);
        flow.Page.Line(flow.Left, y, flow.Left + half, y, PaperLook.Ink, 0.6f);
        flow.Page.Line(flow.Left + half + gap, y, flow.Left + flow.Width, y, PaperLook.Ink, 0.6f);
        flow.Space(40).Columns((1, "Date, for the artist", PaperLook.Small), (1, "Date, for the venue", PaperLook.Small));
    }

    private void Lines(string heading, IReadOnlyList<StatementLine> lines)
    {
        var table = new Table([new("", 6, Align.Left), new("", 2, Align.End)]) { Look = Dense };
        foreach (var line in lines)
        {
            var (label, amount) = (OneLine(line.Label), Accounts.Money(line.Amount).ToString());
            table.Row(line.IsSum ? [Bold(label), Bold(amount)] : [label, amount]);
        }

        Section(heading).Table(table);
    }

    private Flow Section(string heading) => flow.Space(18).Need(90).Text(heading, Heading).Space(2);

    private Cell[] Figures(int sold, int refunded, FaceAndFee gross, FaceAndFee back) =>
        [Number(sold), Number(refunded), Plain(gross.FaceValue), Plain(gross.BookingFee), Plain(-back.Total), Plain((gross - back).Total)];

    private static Cell Bold(string text) => new(text, Sum);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string OneLine(string text) => TypedText.Line(text);

    private string Plain(long minorUnits) => Statement.Plain(Accounts, minorUnits);

    private void Footer(Page page, int number, int count)
    {
        var y = page.Paper.Height - Margin + 14;
        var width = page.Paper.Width - 2 * Margin;
        page.Line(Margin, y - 6, Margin + width, y - 6, PaperLook.Line, 0.6f);
        page.Text(venue.SupportEmail.Length > 0 ? $"Questions? {venue.SupportEmail}" : venue.VenueName, PaperLook.Small, Margin, y, width * 0.55f);
        var place = string.Create(CultureInfo.InvariantCulture, $"Settlement · page {number} of {count}");
        page.Text(place, PaperLook.Small with { Align = Align.End }, Margin + width * 0.55f, y, width * 0.45f);
    }
}
