using System.Xml;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Exports;

/// <summary>An Excel workbook. Rows are sent as they come; text cells are text whatever they begin with.</summary>
internal sealed class XlsxWriter : ITableWriter
{
    /// <summary>Excel's limits.</summary>
    private const int MaxRows = 1_048_576;
    private const int MaxTextLength = 32_767;
    private const int ColumnWidth = 18;

    private readonly AsyncWriteStream target;
    private readonly Spreadsheet workbook;
    private readonly string title;
    private readonly IReadOnlyList<string> headings;
    private readonly StyleId heading;
    private readonly StyleId instant;
    private readonly StyleId day;
    private readonly Dictionary<int, StyleId> amounts = [];
    private readonly List<Cell> row = [];
    private int sheets;
    private int rows;

    private XlsxWriter(AsyncWriteStream target, Spreadsheet workbook, string title, IReadOnlyList<string> headings, TableFormat format)
    {
        (this.target, this.workbook, this.title, this.headings) = (target, workbook, title, headings);
        var days = format.DayPattern.Replace("'", "", StringComparison.Ordinal).ToLowerInvariant();
        heading = workbook.AddStyle(new Style { Font = new Font { Bold = true } });
        day = workbook.AddStyle(new Style { Format = NumberFormat.Custom(days) });
        instant = workbook.AddStyle(new Style { Format = NumberFormat.Custom($"{days} hh:mm") });
    }

    public static async Task<XlsxWriter> CreateAsync(
        Stream target,
        string title,
        IReadOnlyList<string> headings,
        TableFormat format,
        CancellationToken ct
    )
    {
        var stream = new AsyncWriteStream(target);
        var writer = new XlsxWriter(stream, await Spreadsheet.CreateNewAsync(stream, options: null, ct), title, headings, format);
        await writer.StartSheetAsync(ct);
        return writer;
    }

    public ITableWriter Text(string? text)
    {
        var clean = string.Concat((text ?? "").EnumerateRunes().Where(IsAllowed).Select(rune => rune.ToString()));
        row.Add(new Cell(clean.Length > MaxTextLength ? clean[..MaxTextLength] : clean));
        return this;
    }

    public ITableWriter Phone(string e164) => Text(PhoneNumber.Format(e164));

    public ITableWriter Number(long? number)
    {
        row.Add(new Cell(number));
        return this;
    }

    public ITableWriter Rate(decimal percent)
    {
        row.Add(new Cell(percent));
        return this;
    }

    public ITableWriter Amount(long? minorUnits, string currency)
    {
        row.Add(
            minorUnits is { } known
                ? new Cell(new Money(known, currency).Major, GetAmountStyle(Currencies.MinorUnitDigits(currency)))
                : new Cell((decimal?)null)
        );
        return this;
    }

    public ITableWriter Instant(DateTimeOffset? instant)
    {
        row.Add(new Cell(instant?.DateTime, this.instant));
        return this;
    }

    public ITableWriter Day(DateOnly day)
    {
        row.Add(new Cell(day.ToDateTime(TimeOnly.MinValue), this.day));
        return this;
    }

    public async ValueTask EndRowAsync(CancellationToken ct)
    {
        if (rows == MaxRows)
        {
            await StartSheetAsync(ct);
        }

        await workbook.AddRowAsync(row, ct);
        row.Clear();
        rows++;
    }

    public async Task FlushAsync(CancellationToken ct)
    {
        await target.FlushAsync(ct);
        ct.ThrowIfCancellationRequested();
    }

    public async Task FinishAsync(CancellationToken ct)
    {
        await workbook.FinishAsync(ct);
        await FlushAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await workbook.DisposeAsync();
        await target.DisposeAsync();
    }

    private async Task StartSheetAsync(CancellationToken ct)
    {
        var options = new WorksheetOptions { FrozenRows = 1 };
        for (var column = 1; column <= headings.Count; column++)
        {
            options.Column(column).Width = ColumnWidth;
        }

        await workbook.StartWorksheetAsync(++sheets == 1 ? title : $"{title} {sheets}", options, ct);
        await workbook.AddHeaderRowAsync([.. headings], heading, ct);
        rows = 1;
    }

    private StyleId GetAmountStyle(int digits)
    {
        if (!amounts.TryGetValue(digits, out var style))
        {
            var pattern = digits == 0 ? "0" : $"0.{new string('0', digits)}";
            amounts[digits] = style = workbook.AddStyle(new Style { Format = NumberFormat.Custom(pattern) });
        }

        return style;
    }

    // The file is XML, which has no way to write the others. Unpaired surrogates arrive as U+FFFD.
    private static bool IsAllowed(System.Text.Rune rune) => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);
}
