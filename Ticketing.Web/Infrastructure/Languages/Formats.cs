using System.Collections.Concurrent;
using System.Globalization;

namespace Ticketing.Infrastructure.Languages;

/// <summary>Dates, amounts and lists as the language of the current page, mail or document writes them.</summary>
public static class Formats
{
    private static readonly ConcurrentDictionary<(Language Language, string Symbol, int Digits), NumberFormatInfo> Amounts = new();

    /// <param name="pattern">A .NET date pattern as English has it, such as "dddd d MMMM yyyy"; languages translate it like a text.</param>
    public static string Date(DateTimeOffset local, string pattern) => Write(local, pattern);

    /// <inheritdoc cref="Date(DateTimeOffset, string)"/>
    public static string Date(DateOnly day, string pattern) => Write(day, pattern);

    /// <summary>"19:30".</summary>
    public static string TimeOfDay(DateTimeOffset local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"£1,400.00", "1.400,00 €".</summary>
    /// <param name="symbol">With a no-break space at its end if English needs one.</param>
    public static string Amount(decimal major, string symbol, int digits)
    {
        var format = Amounts.GetOrAdd((Language.Current, symbol, digits), CreateFormat);
        return (major < 0 ? "−" : "") + Math.Abs(major).ToString("C", format).Replace(' ', '\u00a0');
    }

    /// <summary>"£{0}", "{0} €": for scripts, which format the number.</summary>
    public static string AmountPattern(string symbol)
    {
        const decimal Sample = 1;
        return Amount(Sample, symbol, digits: 0).Replace("1", "{0}", StringComparison.Ordinal);
    }

    /// <summary>"20%", "7.5%".</summary>
    public static string Percent(decimal percent) => T["{0}%", percent.ToString("0.###", Language.Current.Formats)];

    /// <summary>"Anna, Ben and Cleo".</summary>
    public static string List(IReadOnlyList<string> items) =>
        items.Count == 0 ? ""
        : items.Count == 1 ? items[0]
        : T["{0} and {1}", items.SkipLast(1).Aggregate((all, next) => T["{0}, {1}", all, next]), items[^1]];

    private static string Write(IFormattable date, string pattern) =>
        Language.Current == Language.Pseudo
            ? $"[{date.ToString(pattern, CultureInfo.InvariantCulture)}]"
            : date.ToString(T[pattern], Language.Current.Formats);

    private static NumberFormatInfo CreateFormat((Language Language, string Symbol, int Digits) key)
    {
        var format = (NumberFormatInfo)key.Language.Formats.NumberFormat.Clone();
        format.CurrencyDecimalDigits = key.Digits;
        // The invariant culture writes the symbol before the number without a space.
        format.CurrencySymbol = key.Language.Formats == CultureInfo.InvariantCulture ? key.Symbol : key.Symbol.TrimEnd();
        return format;
    }
}
