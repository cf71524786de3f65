using System.Collections.Frozen;
using Ticketing.Settings;

namespace Ticketing.Payments.StripeCheckout;

/// <summary>
/// Between our minor units, which are ISO 4217's, and Stripe's, which are its own for a few currencies. The source is Stripe's page on
/// currencies, https://docs.stripe.com/currencies.
/// </summary>
internal static class StripeAmounts
{
    private static readonly FrozenSet<string> WithoutMinorUnit =
        "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Thousandths = "BHD JOD KWD OMR TND".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>ISK and UGX go in hundredths, although they have none; so do HUF and TWD, which have.</summary>
    /// <exception cref="PaymentRefusedException">The amount is finer than cards can be charged in this currency.</exception>
    public static long ToStripe(Money money)
    {
        var step = Currencies.CardStep(money.Currency);
        return money.MinorUnits % step == 0
            ? Scale(money.MinorUnits, DigitsOf(money.Currency) - Currencies.MinorUnitDigits(money.Currency))
            : throw new PaymentRefusedException($"{money} cannot be charged: cards are charged in steps of {new Money(step, money.Currency)}.");
    }

    /// <param name="currency">As Stripe writes it, in lower case.</param>
    public static Money FromStripe(long amount, string currency)
    {
        var code = currency.ToUpperInvariant();
        return new Money(Scale(amount, Currencies.MinorUnitDigits(code) - DigitsOf(code)), code);
    }

    private static int DigitsOf(string currency) => WithoutMinorUnit.Contains(currency) ? 0 : Thousandths.Contains(currency) ? 3 : 2;

    // What Stripe keeps of a payment may be finer than the currency: rounded half up.
    private static long Scale(long amount, int digits) =>
        (long)decimal.Round(amount * (decimal)Math.Pow(10, digits), MidpointRounding.AwayFromZero);
}
