using System.Globalization;
using CsvHelper;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Exports;

/// <summary>
/// Starts with a byte order mark: without it, Excel reads "Zoë" as "ZoÃ«" and LibreOffice asks for the encoding. Text that a spreadsheet
/// would run as a formula gets an apostrophe in front; numbers never do.
/// </summary>
internal sealed class CsvSheet : IAsyncDisposable
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:sszzz";
    private readonly CsvWriter csv;

    public CsvSheet(Stream target, IReadOnlyList<string> headings)
    {
        csv = CsvWriter.Create(
            target,
            new CsvWriterOptions
            {
                WriteByteOrderMark = true,
                Injection = CsvInjection.Escape,
                FormatProvider = CultureInfo.InvariantCulture,
            },
            leaveOpen: true
        );
        csv.WriteHeader([.. headings]);
    }

    public CsvSheet Text(string? text)
    {
        csv.WriteField(SpreadsheetText.Escape(text ?? ""));
        return this;
    }

    public CsvSheet Number(long number)
    {
        csv.WriteField(number);
        return this;
    }

    /// <summary>Without trailing zeros: "20", "17.5".</summary>
    public CsvSheet Number(decimal number)
    {
        csv.WriteField(number, "0.############");
        return this;
    }

    /// <summary>"14.00", without currency or grouping.</summary>
    public CsvSheet Amount(long minorUnits, string currency)
    {
        csv.WriteField(
            new Money(minorUnits, currency).Major,
            string.Create(CultureInfo.InvariantCulture, $"F{Currencies.MinorUnitDigits(currency)}")
        );
        return this;
    }

    /// <summary>"2031-02-03T12:00:00+00:00", in its own offset.</summary>
    public CsvSheet Instant(DateTimeOffset? instant)
    {
        if (instant is { } known)
        {
            csv.WriteField(known, InstantFormat);
            return this;
        }

        return Text("");
    }

    public CsvSheet Day(DateOnly day)
    {
        csv.WriteField(day, "yyyy-MM-dd");
        return this;
    }

    public ValueTask EndRowAsync(CancellationToken ct) => csv.EndRecordAsync(ct);

    /// <summary>Waits until the client has taken all rows so far.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await csv.FlushAsync(ct);

        // A response to a disconnected client swallows writes silently.
        ct.ThrowIfCancellationRequested();
    }

    public ValueTask DisposeAsync() => csv.DisposeAsync();
}
