using System.Collections.Frozen;

namespace Ticketing.Infrastructure.Primitives;

/// <summary>ISO 4217 currencies in general use.</summary>
public static class Currencies
{
    private static readonly FrozenDictionary<string, int> Digits = Table().ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsKnown(string code) => Digits.ContainsKey(code);

    /// <summary>Decimals: 2 for GBP, 0 for JPY, 3 for KWD.</summary>
    /// <exception cref="ArgumentException">Not an upper-case ISO 4217 code.</exception>
    public static int MinorUnitDigits(string currency) =>
        Digits.TryGetValue(currency, out var digits)
            ? digits
            : throw new ArgumentException($"'{currency}' is not an ISO 4217 currency.", nameof(currency));

    /// <summary>Smallest step that cards can be charged, in minor units: 10 with three decimals, 100 for MGA, else 1.</summary>
    /// <inheritdoc cref="MinorUnitDigits" path="/exception"/>
    public static long GetCardStep(string currency) =>
        MinorUnitDigits(currency) == 3 ? 10
        : currency == "MGA" ? 100
        : 1;

    private static IEnumerable<KeyValuePair<string, int>> Table()
    {
        foreach (var (digits, codes) in new[] { (0, NoMinorUnit), (2, Hundredths), (3, Thousandths) })
        {
            foreach (var code in codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                yield return new(code, digits);
            }
        }
    }

    private const string NoMinorUnit = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    private const string Thousandths = "BHD IQD JOD KWD LYD OMR TND";
    private const string Hundredths = """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE
        CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR
        KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB
        PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY
        TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
        """;
}
