using System.Collections.Frozen;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Providers.StripeCheckout;

/// <summary>Stripe's minor units differ from ISO 4217 for a few currencies: https://docs.stripe.com/currencies.</summary>
internal static class StripeAmounts
{
    private static readonly FrozenSet<string> ZeroDecimalCurrencies = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF"
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ThreeDecimalCurrencies = "BHD JOD KWD OMR TND".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Stripe takes ISK and UGX in hundredths although they have no minor unit.</summary>
    /// <exception cref="PaymentRefusedException">Finer than the smallest step for cards in this currency.</exception>
    public static long ToStripe(Money money)
    {
        var step = Currencies.GetCardStep(money.Currency);
        return money.MinorUnits % step == 0
            ? Scale(money.MinorUnits, GetStripeDigits(money.Currency) - Currencies.MinorUnitDigits(money.Currency))
            : throw new PaymentRefusedException(
                $"{money} cannot be charged: cards are charged in steps of {new Money(step, money.Currency)}."
            )
            {
                IsFinal = true,
            };
    }

    /// <param name="currency">Lower case, as Stripe sends it.</param>
    public static Money FromStripe(long amount, string currency)
    {
        var code = currency.ToUpperInvariant();
        return new Money(Scale(amount, Currencies.MinorUnitDigits(code) - GetStripeDigits(code)), code);
    }

    private static int GetStripeDigits(string currency) =>
        ZeroDecimalCurrencies.Contains(currency) ? 0
        : ThreeDecimalCurrencies.Contains(currency) ? 3
        : 2;

    // Stripe's fees may have more decimals than the currency: rounded half up.
    private static long Scale(long amount, int digits) =>
        (long)decimal.Round(amount * (decimal)Math.Pow(10, digits), MidpointRounding.AwayFromZero);
}
