using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Receipts.Printing;
using Ticketing.Features.Settlements.Figures;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Documents.Pdf;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Settlements.Statements;

/// <summary>A document to hand to the artist and to sign.</summary>
internal sealed class SettlementPdf
{
    private const float Margin = 56;
    private const float SectionGap = 18;
    private static readonly TextStyle Heading = PrintStyles.Strong with { Size = 12 };
    private readonly SettlementReport report;
    private readonly SiteOptions venue;
    private readonly PdfDocument document;
    private readonly PageFlow flow;

    private SettlementPdf(SettlementReport report, SiteOptions venue)
    {
        (this.report, this.venue) = (report, venue);
        document = new PdfDocument(new(T["Settlement: {0}", Title], venue.Seller, Language.Current.Tag, report.ReadAt));
        flow = document.AddFlow(Margin, footer: DrawFooter);
    }

    private Settlement Settlement => report.Settlement;

    private string Title => ToSingleLine(report.Event.Title);

    public static byte[] Write(SettlementReport report, SiteOptions venue, PrintLogo? logo)
    {
        var pdf = new SettlementPdf(report, venue);
        pdf.DrawHeader(logo);
        pdf.DrawEvent();
        pdf.DrawShares();
        pdf.DrawFigures();
        pdf.DrawMoney();
        pdf.DrawRemarks();
        pdf.DrawSignatures();
        return pdf.document.ToBytes();
    }

    private void DrawHeader(PrintLogo? logo)
    {
        var drawn = logo?.Draw(flow.Page, flow.Left, flow.Y, 200, 48);
        flow.Columns(
            (3, logo is null ? venue.VenueName : "", PrintStyles.Headline),
            (2, T["Settlement"], PrintStyles.Headline with { Align = Align.End })
        );
        flow.Space(Math.Max(4, (drawn?.Bottom + 8 ?? 0) - flow.Y));
        var seller = new[]
        {
            venue.Seller,
            venue.SellerAddress.Trim(),
            venue.TaxNumber.Trim() is { Length: > 0 } number ? T["Tax number {0}", number] : "",
        }.Where(line => line.Length > 0 && (line != venue.VenueName || logo is not null));
        flow.Columns(
            (3, string.Join('\n', seller), PrintStyles.Text with { Size = 9, Colour = PrintStyles.Soft }),
            (
                2,
                $"{T["As of {0}", report.AsOfText]}\n{T["Amounts in {0}", Settlement.Currency]}",
                PrintStyles.Text with
                {
                    Size = 9,
                    Colour = PrintStyles.Soft,
                    Align = Align.End,
                }
            )
        );
        flow.Space(16).Rule(PrintStyles.GetAccent(venue), 2).Space(18);
    }

    private void DrawEvent()
    {
        if (SettlementText.MismatchWarning(Settlement) is { Length: > 0 } alarm)
        {
            flow.Text(alarm, PrintStyles.Strong with { Colour = Colour.Parse("#a3161a") }).Space(12);
        }

        flow.Text(T["Event"], PrintStyles.Small)
            .Text(Title, PrintStyles.Strong with { Size = 13 })
            .Text($"{report.Event.DayAndHours()} ({report.Event.ZoneText()})", PrintStyles.Text)
            .Text(ToSingleLine(report.Event.Location), PrintStyles.Text)
            .Space(16);
    }

    private void DrawShares()
    {
        if (Settlement.Split is { } split)
        {
            var figure = PrintStyles.Headline with { Size = 18 };
            flow.EnsureSpace(60)
                .Columns(
                    (3, T["To {0}", ToSingleLine(split.Artist)], PrintStyles.Small),
                    (2, T["To the venue, of the pot"], PrintStyles.Small)
                );
            flow.Columns((3, Settlement.Money(split.ToArtist).ToString(), figure), (2, Settlement.Money(split.ToVenue).ToString(), figure))
                .Space(14);
        }

        DrawLines(T["Split"], [.. SettlementText.PotLines(Settlement), .. SettlementText.SplitLines(Settlement)]);
        if (Settlement.Split is null)
        {
            flow.Space(6).Text(T["No deal with an artist yet, so the pot isn’t shared."], PrintStyles.Text);
        }
    }

    private void DrawFigures()
    {
        DrawSection(T["Tickets"], SettlementPdfTables.Tickets(Settlement));
        DrawSection(T["From gross to net"], SettlementPdfTables.Totals(Settlement));
        if (Settlement.Taxes.Count > 0)
        {
            flow.Space(14).Table(SettlementPdfTables.Taxes(Settlement));
        }
    }

    private void DrawMoney() => DrawLines(T["Money"], SettlementText.MoneyLines(Settlement));

    private void DrawRemarks()
    {
        var remarks = new[] { SettlementText.StatusNote(report) }
            .Concat(SettlementText.Remarks(Settlement))
            .Where(remark => remark.Length > 0)
            .ToList();
        if (remarks.Count > 0)
        {
            flow.Space(SectionGap).EnsureSpace(60).Text(T["Remarks"], Heading).Space(2);
            foreach (var remark in remarks)
            {
                flow.Text(remark, PrintStyles.Text with { Size = 9 }).Space(3);
            }
        }
    }

    private void DrawSignatures()
    {
        // As wide as the text columns below.
        var gap = TableStyle.Bare.Gap;
        flow.Space(24).EnsureSpace(64);
        var (half, y) = ((flow.Width - gap) / 2, flow.Y + 36);
        flow.Page.Line(flow.Left, y, flow.Left + half, y, PrintStyles.Ink, 0.6f);
        flow.Page.Line(flow.Left + half + gap, y, flow.Left + flow.Width, y, PrintStyles.Ink, 0.6f);
        flow.Space(40).Columns((1, T["Date, for the artist"], PrintStyles.Small), (1, T["Date, for the venue"], PrintStyles.Small));
    }

    private void DrawLines(string heading, IReadOnlyList<StatementLine> lines) =>
        DrawSection(heading, SettlementPdfTables.Lines(Settlement, lines));

    private void DrawSection(string heading, Table table) => flow.Space(SectionGap).Table(heading, Heading, table);

    private static string ToSingleLine(string text) => InputText.SingleLine(text);

    private void DrawFooter(PdfPage page, int number, int count)
    {
        var y = page.Size.Height - Margin + 14;
        var width = page.Size.Width - 2 * Margin;
        page.Line(Margin, y - 6, Margin + width, y - 6, PrintStyles.Line, 0.6f);
        page.Text(
            venue.SupportEmail.Length > 0 ? T["Questions? {0}", venue.SupportEmail] : venue.VenueName,
            PrintStyles.Small,
            Margin,
            y,
            width * 0.55f
        );
        var right = PrintStyles.Small with { Align = Align.End };
        page.Text(T["Settlement · page {0} of {1}", number, count], right, Margin + width * 0.55f, y, width * 0.45f);
    }
}
