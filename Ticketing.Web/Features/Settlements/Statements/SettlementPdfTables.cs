using Ticketing.Features.Settlements.Figures;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Documents.Pdf;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Settlements.Statements;

/// <summary>The tables of <see cref="SettlementPdf"/>.</summary>
internal static class SettlementPdfTables
{
    private static readonly TextStyle Sum = PrintStyles.Strong with { Size = 9 };
    private static readonly TableStyle Dense = PrintStyles.SmallTable with { Gap = 8, Body = PrintStyles.Text with { Size = 8.5f } };
    private static readonly TableStyle Wide = Dense with
    {
        Gap = 5,
        Heading = PrintStyles.SmallTable.Heading with { Size = 8 },
        Body = PrintStyles.Text with { Size = 8 },
    };

    public static Table Tickets(Settlement settlement)
    {
        var table = new Table([
            new(T["Ticket"], 2.9f, Align.Left),
            new(T["Sold as"], 1.9f, Align.Left),
            new(T["Price"], 2.1f, Align.End),
            new(T["Sold"], 1.1f, Align.End),
            new(T["Refunded"], 1.8f, Align.End),
            new(T["Face value"], 2.3f, Align.End),
            new(T["Fees"], 1.9f, Align.End),
            new(T["Refunds"], 2.1f, Align.End),
            new(T["Net"], 2.3f, Align.End),
        ])
        {
            Style = Wide,
        };
        foreach (var sales in settlement.Tickets)
        {
            table.Row([
                InputText.SingleLine(sales.Category),
                SettlementText.SoldAs(sales.Channel),
                SettlementText.PlainAmount(settlement, sales.Price),
                .. Figures(settlement, sales.Sold, sales.Refunded, sales.Gross, sales.Refunds),
            ]);
        }

        table.JoinedRow([
            Bold(T["Total"]),
            "",
            "",
            .. Figures(settlement, settlement.Sold, settlement.Refunded, settlement.Gross, settlement.Refunds)
                .Select(cell => new TableCell(cell.Text, Sum with { Size = 8 })),
        ]);
        return table;
    }

    public static Table Totals(Settlement settlement)
    {
        var table = new Table([
            new("", 4, Align.Left),
            new(T["Face value"], 2, Align.End),
            new(T["Booking fees"], 2, Align.End),
            new(T["Total"], 2, Align.End),
        ])
        {
            Style = Dense,
        };
        table.Row([T["Gross"], .. Amounts(settlement, settlement.Gross)]);
        table.JoinedRow([T["Refunds"], .. Amounts(settlement, default(FaceAndFee) - settlement.Refunds)]);
        table.JoinedRow([Bold(T["Net"]), .. Amounts(settlement, settlement.Net).Select(Bold)]);
        return table;
    }

    public static Table Taxes(Settlement settlement)
    {
        var table = new Table([
            new(T["Tax inside the net takings"], 4, Align.Left),
            new(T["In tickets"], 2, Align.End),
            new(T["In booking fees"], 2, Align.End),
            new(T["Total"], 2, Align.End),
        ])
        {
            Style = Dense,
        };
        foreach (var rate in settlement.Taxes)
        {
            var basis = SettlementText.PlainAmount(settlement, rate.GrossAmount.Total);
            table.Row([T["At {0}, of {1}", SettlementText.Percent(rate.RatePercent), basis], .. Amounts(settlement, rate.Tax)]);
        }

        table.JoinedRow([Bold(T["Tax"]), .. Amounts(settlement, settlement.Tax).Select(Bold)]);
        return table;
    }

    public static Table Lines(Settlement settlement, IReadOnlyList<StatementLine> lines)
    {
        var table = new Table([new("", 6, Align.Left), new("", 2, Align.End)]) { Style = Dense };
        foreach (var line in lines)
        {
            var (label, amount) = (InputText.SingleLine(line.Label), settlement.Money(line.Amount).ToString());
            table.Row(line.IsSum ? [Bold(label), Bold(amount)] : [label, amount]);
        }

        return table;
    }

    private static TableCell[] Figures(Settlement settlement, int sold, int refunded, FaceAndFee gross, FaceAndFee back) =>
        [
            sold.ToString("N0", Language.Current.Formats),
            refunded.ToString("N0", Language.Current.Formats),
            SettlementText.PlainAmount(settlement, gross.FaceValue),
            SettlementText.PlainAmount(settlement, gross.BookingFee),
            SettlementText.PlainAmount(settlement, -back.Total),
            SettlementText.PlainAmount(settlement, (gross - back).Total),
        ];

    private static TableCell[] Amounts(Settlement settlement, FaceAndFee amount) =>
        [
            SettlementText.PlainAmount(settlement, amount.FaceValue),
            SettlementText.PlainAmount(settlement, amount.BookingFee),
            SettlementText.PlainAmount(settlement, amount.Total),
        ];

    private static TableCell Bold(TableCell cell) => new(cell.Text, Sum);
}
