using System.Globalization;
using CsvHelper;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Settlements.Figures;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Settlements.Statements;

/// <summary>One flat table.</summary>
internal static class SettlementCsv
{
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

    /// <summary>Excel needs the byte order mark; typed text is escaped against formula injection.</summary>
    public static byte[] Write(SettlementReport report)
    {
        using var buffer = new MemoryStream();
        using (
            var csv = CsvWriter.Create(
                buffer,
                new CsvWriterOptions { WriteByteOrderMark = true, Injection = CsvInjection.Escape },
                leaveOpen: true
            )
        )
        {
            csv.WriteHeader(Headings);
            foreach (var row in GetRows(report.Settlement))
            {
                Write(csv, report, row);
            }
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
            new("Totals", "Gross", s.Gross.Total) { Sold = s.Sold, Parts = s.Gross },
            new("Totals", "Refunds", -s.Refunds.Total) { Refunded = s.Refunded, Parts = default(FaceAndFee) - s.Refunds },
            new("Totals", "Net", s.Net.Total)
            {
                Sold = s.Sold,
                Refunded = s.Refunded,
                Parts = s.Net,
            },
            .. s.Taxes.Select(rate => new Row("Tax", $"Tax at {SettlementText.Percent(rate.RatePercent)}", rate.Tax.Total)
            {
                Parts = rate.Tax,
            }),
            new("Provider", "Fees of the payment provider", s.ProviderFees.KnownTotal),
            .. SettlementText.PotLines(s).Select(line => new Row("Pot", line.Label, line.Amount)),
            .. SettlementText.SplitLines(s).Select(line => new Row("Split", line.Label, line.Amount)),
            .. SettlementText.MoneyLines(s).Select(line => new Row("Money", line.Label, line.Amount)),
            .. s.MoneyCheck.IsBalanced ? Array.Empty<Row>() : [new("Money", SettlementText.MismatchWarning(s), s.MoneyCheck.Difference)],
            .. SettlementText.Remarks(s).Select(remark => new Row("Remarks", remark, null)),
        ];

    private static void Write(CsvWriter csv, SettlementReport report, Row row)
    {
        var currency = report.Settlement.Currency;
        var decimals = string.Create(CultureInfo.InvariantCulture, $"F{Currencies.MinorUnitDigits(currency)}");
        csv.WriteField(SpreadsheetText.Escape(report.Event.Title));
        csv.WriteField(DateOnly.FromDateTime(report.Event.LocalStart().DateTime));
        csv.WriteField(SpreadsheetText.Escape(row.Part));
        csv.WriteField(SpreadsheetText.Escape(row.Line));
        csv.WriteField(SpreadsheetText.Escape(row.SoldAs));
        WriteAmount(row.Price);
        csv.WriteField(row.Sold);
        csv.WriteField(row.Refunded);
        foreach (var amount in new[] { row.Parts?.FaceValue, row.Parts?.BookingFee, row.Refunds, row.Amount })
        {
            WriteAmount(amount);
        }

        csv.WriteField(currency);
        csv.EndRecord();

        void WriteAmount(long? minorUnits) =>
            csv.WriteField(minorUnits is { } known ? new Money(known, currency).Major : (decimal?)null, decimals);
    }
}
