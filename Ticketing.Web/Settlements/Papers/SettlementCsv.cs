using System.Globalization;
using CsvHelper;
using Ticketing.Events;
using Ticketing.Settings;
using Ticketing.Settlements.Figures;

namespace Ticketing.Settlements.Papers;

/// <summary>One flat table.</summary>
internal static class SettlementCsv
{
    private static readonly string[] Headings =
        ["Event", "Date", "Part", "Line", "Sold as", "Price", "Sold", "Refunded", "Face value", "Booking fees", "Refunds", "Amount", "Currency"];

    private sealed record Row(
        string Part, string Line, long? Amount, string SoldAs = "", long? Price = null, int? Sold = null, int? Refunded = null, FaceAndFee? Parts = null, long? Refunds = null);

    /// <summary>Excel needs the byte order mark; typed text is escaped against formula injection.</summary>
    public static byte[] Write(NightAccounts night)
    {
        using var buffer = new MemoryStream();
        using (var csv = CsvWriter.Create(buffer, new CsvWriterOptions { WriteByteOrderMark = true, Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            csv.WriteHeader(Headings);
            foreach (var row in RowsOf(night.Settlement))
            {
                Write(csv, night, row);
            }
        }

        return buffer.ToArray();
    }

    private static IEnumerable<Row> RowsOf(Settlement s) =>
    [
        .. s.Tickets.Select(t => new Row("Tickets", t.Category, t.Net.Total, Statement.SoldAs(t.Channel), t.Price, t.Sold, t.Refunded, t.Gross, -t.Back.Total)),
        new("Totals", "Gross", s.Gross.Total, Sold: s.Sold, Parts: s.Gross),
        new("Totals", "Refunds", -s.Back.Total, Refunded: s.Refunded, Parts: default(FaceAndFee) - s.Back),
        new("Totals", "Net", s.Net.Total, Sold: s.Sold, Refunded: s.Refunded, Parts: s.Net),
        .. s.Taxes.Select(rate => new Row("Tax", $"Tax at {Statement.Percent(rate.RatePercent)}", rate.Tax.Total, Parts: rate.Tax)),
        new("Provider", "Fees of the payment provider", s.ProviderFees.Known),
        .. Statement.PotLines(s).Select(line => new Row("Pot", line.Label, line.Amount)),
        .. Statement.SplitLines(s).Select(line => new Row("Split", line.Label, line.Amount)),
        .. Statement.MoneyLines(s).Select(line => new Row("Money", line.Label, line.Amount)),
        .. s.Check.Holds ? Array.Empty<Row>() : [new("Money", Statement.Alarm(s), s.Check.Difference)],
        .. Statement.Remarks(s).Select(remark => new Row("Remarks", remark, null)),
    ];

    private static void Write(CsvWriter csv, NightAccounts night, Row row)
    {
        var currency = night.Settlement.Currency;
        var decimals = string.Create(CultureInfo.InvariantCulture, $"F{Currencies.MinorUnitDigits(currency)}");
        csv.WriteField(night.Event.Title);
        csv.WriteField(DateOnly.FromDateTime(night.Event.LocalStart().DateTime));
        csv.WriteField(row.Part);
        csv.WriteField(row.Line);
        csv.WriteField(row.SoldAs);
        WriteAmount(row.Price);
        csv.WriteField(row.Sold);
        csv.WriteField(row.Refunded);
        foreach (var amount in new[] { row.Parts?.FaceValue, row.Parts?.BookingFee, row.Refunds, row.Amount })
        {
            WriteAmount(amount);
        }

        csv.WriteField(currency);
        csv.EndRecord();

        void WriteAmount(long? minorUnits) => csv.WriteField(minorUnits is { } known ? new Money(known, currency).Major : (decimal?)null, decimals);
    }
}
