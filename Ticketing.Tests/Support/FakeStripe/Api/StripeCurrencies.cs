using System.Globalization;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>Stripe's rules for amounts, which differ from ISO 4217.</summary>
internal static class StripeCurrencies
{
    private const long MaxAmount = 99_999_999;

    private static readonly HashSet<string> Known =
    [
        .. (
            "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop "
            + "crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod "
            + "jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad "
            + "ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd "
            + "std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xcg xof xpf yer zar zmw"
        ).Split(' '),
    ];

    private static readonly Dictionary<string, long> MinAmounts = new()
    {
        ["usd"] = 50,
        ["aed"] = 200,
        ["aud"] = 50,
        ["bgn"] = 100,
        ["brl"] = 50,
        ["cad"] = 50,
        ["chf"] = 50,
        ["czk"] = 1500,
        ["dkk"] = 250,
        ["eur"] = 50,
        ["gbp"] = 30,
        ["hkd"] = 400,
        ["huf"] = 17500,
        ["inr"] = 50,
        ["jpy"] = 50,
        ["mxn"] = 1000,
        ["myr"] = 200,
        ["nok"] = 300,
        ["nzd"] = 50,
        ["pln"] = 200,
        ["ron"] = 200,
        ["sek"] = 300,
        ["sgd"] = 50,
        ["thb"] = 1000,
    };

    /// <summary>Two decimals, which must be zero.</summary>
    private static readonly HashSet<string> WholeUnitsTimes100 = ["isk", "ugx"];

    /// <summary>Three decimals, of which the last must be zero.</summary>
    private static readonly HashSet<string> ThreeDecimals = ["bhd", "jod", "kwd", "omr", "tnd"];

    private static readonly HashSet<string> NoDecimals = [.. "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".Split(' ')];

    /// <returns>Lower case.</returns>
    public static string Read(RequestParameters parameters, string name)
    {
        var written = parameters.RequiredText(name);
        return Known.Contains(written.ToLowerInvariant())
            ? written.ToLowerInvariant()
            : throw new ApiErrorException(
                400,
                $"Invalid currency: {written}. Stripe currently supports these currencies: {string.Join(", ", Known)}",
                param: parameters.PathOf(name)
            );
    }

    /// <exception cref="ApiErrorException">The amount is not a multiple of the currency's step.</exception>
    public static void CheckGranularity(string currency, long amount, string param)
    {
        var step =
            WholeUnitsTimes100.Contains(currency) ? 100
            : ThreeDecimals.Contains(currency) ? 10
            : 1;
        if (amount % step != 0)
        {
            throw new ApiErrorException(
                400,
                $"Invalid amount: amounts in {currency} must be multiples of {step}.",
                "parameter_invalid_integer",
                param
            );
        }
    }

    /// <exception cref="ApiErrorException">Below Stripe's minimum or above its maximum.</exception>
    public static void CheckTotal(string currency, long total, string param)
    {
        var least = MinAmounts.GetValueOrDefault(currency, 1);
        if (total < least)
        {
            throw new ApiErrorException(
                400,
                $"The Checkout Session's total amount due must add up to at least {Text(currency, least)}",
                "amount_too_small",
                param
            );
        }

        CheckMaximum(currency, total, param);
    }

    /// <remarks>Also checked for each price, so that their sum cannot overflow.</remarks>
    /// <exception cref="ApiErrorException">Above Stripe's maximum.</exception>
    public static void CheckMaximum(string currency, long amount, string param)
    {
        if (amount > MaxAmount)
        {
            throw new ApiErrorException(
                400,
                $"The Checkout Session's total amount must be no more than {Text(currency, MaxAmount)}",
                "amount_too_large",
                param
            );
        }
    }

    /// <summary>For example "12.50 GBP".</summary>
    public static string Text(string currency, long amount)
    {
        var decimals =
            NoDecimals.Contains(currency) ? 0
            : ThreeDecimals.Contains(currency) ? 3
            : 2;
        var major = amount / (decimal)Math.Pow(10, decimals);
        return $"{major.ToString($"N{decimals}", CultureInfo.InvariantCulture)} {currency.ToUpperInvariant()}";
    }
}
