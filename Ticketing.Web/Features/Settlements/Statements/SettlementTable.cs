using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Insights.Exports;
using Ticketing.Features.Settlements.Figures;

namespace Ticketing.Features.Settlements.Statements;

/// <summary>One flat table.</summary>
internal static class SettlementTable
{
    /// <summary>In English, like those of the exports: other programs read them.</summary>
    private static readonly string[] Headings =
    [
        "Event",
        "Date",
        "Part",
        "Line",
        "Sold as",
        "Price",
        "Sold",
        "Refunded",
        "Face value",
        "Booking fees",
        "Refunds",
        "Amount",
        "Currency",
    ];

    private sealed record Row(string Part, string Line, long? Amount)
    {
        public string SoldAs { get; init; } = "";
        public long? Price { get; init; }
        public int? Sold { get; init; }
        public int? Refunded { get; init; }
        public FaceAndFee? Parts { get; init; }
        public long? Refunds { get; init; }
    }

    public static async Task<byte[]> WriteAsync(SettlementReport report, TableFormat format, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        await using (var table = await TableWriters.OpenAsync(buffer, T["Settlement"], Headings, format, ct))
        {
            foreach (var row in GetRows(report.Settlement))
            {
                await WriteAsync(table, report, row, ct);
            }

            await table.FinishAsync(ct);
        }

        return buffer.ToArray();
    }

    private static IEnumerable<Row> GetRows(Settlement s) =>
        [
            .. s.Tickets.Select(t => new Row("Tickets", t.Category, t.Net.Total)
            {
                SoldAs = SettlementText.SoldAs(t.Channel),
                Price = t.Price,
                Sold = t.Sold,
                Refunded = t.Refunded,
                Parts = t.Gross,
                Refunds = -t.Refunds.Total,
            }),
            new("Totals", T["Gross"], s.Gross.Total) { Sold = s.Sold, Parts = s.Gross },
            new("Totals", T["Refunds"], -s.Refunds.Total) { Refunded = s.Refunded, Parts = default(FaceAndFee) - s.Refunds },
            new("Totals", T["Net"], s.Net.Total)
            {
                Sold = s.Sold,
                Refunded = s.Refunded,
                Parts = s.Net,
            },
            .. s.Taxes.Select(rate => new Row("Tax", T["Tax at {0}", SettlementText.Percent(rate.RatePercent)], rate.Tax.Total)
            {
                Parts = rate.Tax,
            }),
            new("Provider", T["Payment provider’s fees"], s.ProviderFees.KnownTotal),
            .. SettlementText.PotLines(s).Select(line => new Row("Pot", line.Label, line.Amount)),
            .. SettlementText.SplitLines(s).Select(line => new Row("Split", line.Label, line.Amount)),
            .. SettlementText.MoneyLines(s).Select(line => new Row("Money", line.Label, line.Amount)),
            .. s.MoneyCheck.IsBalanced ? Array.Empty<Row>() : [new("Money", SettlementText.MismatchWarning(s), s.MoneyCheck.Difference)],
            .. SettlementText.Remarks(s).Select(remark => new Row("Remarks", remark, null)),
        ];

    private static ValueTask WriteAsync(ITableWriter table, SettlementReport report, Row row, CancellationToken ct)
    {
        var currency = report.Settlement.Currency;
        return table
            .Text(report.Event.Title)
            .Day(DateOnly.FromDateTime(report.Event.LocalStart().DateTime))
            .Text(row.Part)
            .Text(row.Line)
            .Text(row.SoldAs)
            .Amount(row.Price, currency)
            .Number(row.Sold)
            .Number(row.Refunded)
            .Amount(row.Parts?.FaceValue, currency)
            .Amount(row.Parts?.BookingFee, currency)
            .Amount(row.Refunds, currency)
            .Amount(row.Amount, currency)
            .Text(currency)
            .EndRowAsync(ct);
    }
}
