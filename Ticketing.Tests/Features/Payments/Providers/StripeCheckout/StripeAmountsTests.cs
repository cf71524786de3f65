using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.StripeCheckout;
using Ticketing.Infrastructure.Primitives;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Providers.StripeCheckout;

/// <summary>Stripe's minor units differ from ISO 4217 for a few currencies: https://docs.stripe.com/currencies.</summary>
public sealed class StripeAmountsTests
{
    public const string AllCurrencies = """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CVE CZK DJF DKK
        DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT
        LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
        RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD SZL THB TJS TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XCG
        XOF XPF YER ZAR ZMW
        """;

    [Theory]
    [InlineData("GBP", 1234, 1234)]
    [InlineData("JPY", 1400, 1400)] // no minor unit on either side
    [InlineData("KRW", 15000, 15000)]
    [InlineData("ISK", 4900, 490000)] // no minor unit, sent in hundredths
    [InlineData("UGX", 50000, 5000000)]
    [InlineData("HUF", 450000, 450000)] // paid out whole, charged in hundredths
    [InlineData("TWD", 80000, 80000)]
    [InlineData("KWD", 12340, 12340)] // thousandths, the last digit is always 0
    [InlineData("TND", 10, 10)]
    [InlineData("MGA", 500000, 5000)] // fifths in ISO 4217, no minor unit on cards
    public void Amounts_convert_both_ways(string currency, long ours, long stripes)
    {
        Assert.Equal(stripes, StripeAmounts.ToStripe(new Money(ours, currency)));
        Assert.Equal(new Money(ours, currency), StripeAmounts.FromStripe(stripes, currency.ToLowerInvariant()));
    }

    [Theory]
    [InlineData("KWD", 12345)]
    [InlineData("BHD", 1)]
    [InlineData("MGA", 150)]
    public void Amounts_that_cards_cannot_be_charged_are_refused_not_rounded(string currency, long ours) =>
        Assert.Throws<PaymentRefusedException>(() => StripeAmounts.ToStripe(new Money(ours, currency)));

    [Fact]
    public void Every_currency_round_trips()
    {
        var currencies = AllCurrencies.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(137, currencies.Length);
        Assert.All(
            currencies,
            currency =>
            {
                var money = new Money(1_234_567 * Currencies.GetCardStep(currency), currency);
                Assert.Equal(money, StripeAmounts.FromStripe(StripeAmounts.ToStripe(money), currency.ToLowerInvariant()));
                Assert.Equal(money.Major, StripeAmounts.ToStripe(money) / DivisorOf(currency));
            }
        );
    }

    // From Stripe's page, independent of our code.
    private static decimal DivisorOf(string currency) =>
        "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".Contains(currency, StringComparison.Ordinal) ? 1
        : "BHD JOD KWD OMR TND".Contains(currency, StringComparison.Ordinal) ? 1000
        : 100;
}
