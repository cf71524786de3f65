using System.Globalization;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Infrastructure.Primitives;

/// <summary>An amount in minor units of an ISO currency.</summary>
public readonly record struct Money(long MinorUnits, string Currency)
{
    /// <summary>"£14.00", "CHF 14.00", "¥1,400" in English; else as the current language has it.</summary>
    public override string ToString() => Formats.Amount(Major, Symbol, Currencies.MinorUnitDigits(Currency));

    /// <summary>In English whoever acts: for records, which everybody reads.</summary>
    public string ToRecordString()
    {
        using var _ = Language.English.Use();
        return ToString();
    }

    /// <summary>"£{0}" or "{0} €", for scripts.</summary>
    public static string GetPattern(string currency) => Formats.AmountPattern(new Money(0, currency).Symbol);

    /// <summary>Rounds to the minor unit.</summary>
    public static Money FromMajor(decimal amount, string currency) =>
        new(
            (long)Math.Round(amount * (decimal)Math.Pow(10, Currencies.MinorUnitDigits(currency)), MidpointRounding.AwayFromZero),
            currency
        );

    /// <summary>14.00 for 1,400 pence.</summary>
    public decimal Major => MinorUnits / (decimal)Math.Pow(10, Currencies.MinorUnitDigits(Currency));

    /// <summary>"14.00", without symbol or grouping.</summary>
    public string ToDecimalString()
    {
        var digits = Currencies.MinorUnitDigits(Currency);
        return Major.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>Accepts "14", "14.00", "14,50", with or without the currency symbol.</summary>
    /// <returns>Null if invalid, negative, or with too many decimals.</returns>
    public static Money? Parse(string text, string currency)
    {
        var digits = Currencies.MinorUnitDigits(currency);
        var plain = text.Replace(new Money(0, currency).Symbol.TrimEnd(), "", StringComparison.OrdinalIgnoreCase).Trim().Replace(',', '.');
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        return
            (point < 0 || plain.Length - point - 1 <= digits)
            && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var major)
            && major <= MaxMajor
            ? new Money((long)(major * (decimal)Math.Pow(10, digits)), currency)
            : null;
    }

    /// <summary>Reads what <see cref="ToRecordString"/> has written.</summary>
    /// <returns>Null if it did not write that.</returns>
    public static Money? ParseRecord(string text)
    {
        var currency = FindCurrency(text);
        var plain = text.Replace(",", "", StringComparison.Ordinal);
        return currency is not null && Parse(plain, currency) is { } money && money.ToRecordString() == text ? money : null;
    }

    private static string? FindCurrency(string text) =>
        text.Length == 0
            ? null
            : text[0] switch
            {
                '£' => "GBP",
                '€' => "EUR",
                '$' => "USD",
                '¥' => "JPY",
                _ when text.Length > IsoLength && text[..IsoLength].All(char.IsAsciiLetterUpper) => text[..IsoLength],
                _ => null,
            };

    private const int IsoLength = 3;
    private const decimal MaxMajor = 1_000_000_000;

    private string Symbol =>
        Currency switch
        {
            "GBP" => "£",
            "EUR" => "€",
            "USD" => "$",
            "JPY" => "¥",
            _ => Currency + " ", // no-break space
        };
}
