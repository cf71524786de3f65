using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Exports;

/// <summary>
/// Starts with a byte order mark: without it, Excel reads "Zoë" as "ZoÃ«" and LibreOffice asks for the encoding. Text that a spreadsheet
/// would run as a formula gets an apostrophe in front; numbers never do.
/// </summary>
internal sealed partial class CsvSheet : ITableWriter
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:sszzz";
    private static readonly CultureInfo DecimalComma = CreateDecimalComma();
    private readonly CsvWriter csv;
    private readonly TableFormat format;

    public CsvSheet(Stream target, IReadOnlyList<string> headings, TableFormat format)
    {
        this.format = format;
        var isComma = format.Separator == ColumnSeparator.Comma;
        csv = CsvWriter.Create(
            target,
            new CsvWriterOptions
            {
                WriteByteOrderMark = true,
                Separator = isComma ? ',' : ';',
                FormatProvider = isComma ? CultureInfo.InvariantCulture : DecimalComma,
            },
            leaveOpen: true
        );
        csv.WriteHeader([.. headings]);
    }

    public ITableWriter Text(string? text)
    {
        csv.WriteField(SpreadsheetText.Escape(text ?? "", format.Separator == ColumnSeparator.Comma ? ';' : ','));
        return this;
    }

    /// <summary>
    /// Spreadsheets keep digits with spaces as text, and nothing but digits and spaces after the plus can be a formula that does anything.
    /// </summary>
    public ITableWriter Phone(string e164)
    {
        if (!format.HasSpacedPhones || !E164.IsMatch(e164))
        {
            return Text(e164);
        }

        csv.WriteField(NonDigits.Replace(PhoneNumber.Format(e164), " "));
        return this;
    }

    public ITableWriter Number(long? number)
    {
        csv.WriteField(number);
        return this;
    }

    /// <summary>Without trailing zeros: "20", "17.5".</summary>
    public ITableWriter Rate(decimal percent)
    {
        csv.WriteField(percent, "0.############");
        return this;
    }

    /// <summary>"14.00".</summary>
    public ITableWriter Amount(long? minorUnits, string currency)
    {
        csv.WriteField(
            minorUnits is { } known ? new Money(known, currency).Major : (decimal?)null,
            string.Create(CultureInfo.InvariantCulture, $"F{Currencies.MinorUnitDigits(currency)}")
        );
        return this;
    }

    public ITableWriter Instant(DateTimeOffset? instant)
    {
        csv.WriteField(
            instant is not { } known ? ""
            : format.Dates == DateStyle.Iso ? known.ToString(InstantFormat, CultureInfo.InvariantCulture)
            : known.ToString($"{format.DayPattern} HH:mm", CultureInfo.InvariantCulture)
        );
        return this;
    }

    public ITableWriter Day(DateOnly day)
    {
        csv.WriteField(format.FormatDay(day));
        return this;
    }

    public ValueTask EndRowAsync(CancellationToken ct) => csv.EndRecordAsync(ct);

    public async Task FlushAsync(CancellationToken ct)
    {
        await csv.FlushAsync(ct);

        // A response to a disconnected client swallows writes silently.
        ct.ThrowIfCancellationRequested();
    }

    public Task FinishAsync(CancellationToken ct) => FlushAsync(ct);

    public ValueTask DisposeAsync() => csv.DisposeAsync();

    private static CultureInfo CreateDecimalComma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        return culture;
    }

    [GeneratedRegex(@"^\+[0-9]{6,15}$")]
    private static partial Regex E164 { get; }

    [GeneratedRegex("(?!^)[^0-9]+")]
    private static partial Regex NonDigits { get; }
}
