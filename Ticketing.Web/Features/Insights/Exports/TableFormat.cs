using System.Globalization;

namespace Ticketing.Features.Insights.Exports;

public enum ColumnSeparator
{
    Comma,

    /// <summary>Amounts then have a decimal comma, as in the countries whose spreadsheets expect it.</summary>
    Semicolon,
}

public enum DateStyle
{
    /// <summary>"2031-02-03T12:00:00+00:00".</summary>
    Iso,

    /// <summary>"03/02/2031 12:00".</summary>
    Local,
}

public sealed record TableFormat
{
    /// <summary>For programs: never changes.</summary>
    public static TableFormat Standard { get; } = new();

    /// <summary>An Excel workbook instead of CSV.</summary>
    public bool IsWorkbook { get; init; }

    public ColumnSeparator Separator { get; init; }
    public DateStyle Dates { get; init; }

    /// <summary>"+44 20 7183 8750", as address books read it.</summary>
    public bool HasSpacedPhones { get; init; }

    /// <summary>Of local dates.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    public string Extension => IsWorkbook ? "xlsx" : "csv";

    public string MediaType => IsWorkbook ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";

    public string FormatDay(DateOnly day) => day.ToString(DayPattern, CultureInfo.InvariantCulture);

    internal string DayPattern => Dates == DateStyle.Iso ? "yyyy-MM-dd" : LocalDayPattern;

    private string LocalDayPattern =>
        Culture.Calendar is GregorianCalendar && Culture.Name.Length > 0
            ?
            // Without marks of direction, which spreadsheets do not read.
            string.Concat(Culture.DateTimeFormat.ShortDatePattern.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format))
            : "dd/MM/yyyy";
}
