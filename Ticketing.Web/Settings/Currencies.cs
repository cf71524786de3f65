using System.Collections.Frozen;

namespace Ticketing.Settings;

/// <summary>The currencies of ISO 4217 that people pay in, with the digits of their minor unit as the standard gives them.</summary>
public static class Currencies
{
    private static readonly FrozenDictionary<string, int> Digits = Table().ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsKnown(string code) => Digits.ContainsKey(code);

    /// <summary>How many digits of an amount in minor units stand behind the decimal point: 2 for GBP, 0 for JPY, 3 for KWD.</summary>
    /// <exception cref="ArgumentException">The code is not in ISO 4217 (upper case).</exception>
    public static int MinorUnitDigits(string currency) => Digits.TryGetValue(currency, out var digits)
        ? digits
        : throw new ArgumentException($"'{currency}' is not an ISO 4217 currency.", nameof(currency));

    /// <summary>
    /// In what steps, of minor units, cards can be charged: 10 where a currency has thousandths (the last digit is always 0), 100 for MGA,
    /// which cards know without its fifths; else 1.
    /// </summary>
    /// <inheritdoc cref="MinorUnitDigits" path="/exception"/>
    public static long CardStep(string currency) => MinorUnitDigits(currency) == 3 ? 10 : currency == "MGA" ? 100 : 1;

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
