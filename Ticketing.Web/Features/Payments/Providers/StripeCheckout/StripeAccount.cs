using System.Collections.Frozen;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Providers.StripeCheckout;

public sealed class StripeAccount(StripeApiClient account) : IProviderAccount
{
    /// <summary>In whole units: above the minimum in every other currency, even of small worth, and below Stripe's maximum.</summary>
    private const long AboveAnyMinimum = 90_000;

    /// <summary>In minor units: https://docs.stripe.com/currencies.</summary>
    private static readonly FrozenDictionary<string, long> MinAmounts = new Dictionary<string, long>
    {
        ["AED"] = 200,
        ["AUD"] = 50,
        ["BGN"] = 100,
        ["BRL"] = 50,
        ["CAD"] = 50,
        ["CHF"] = 50,
        ["CZK"] = 1500,
        ["DKK"] = 250,
        ["EUR"] = 50,
        ["GBP"] = 30,
        ["HKD"] = 400,
        ["HUF"] = 17500,
        ["INR"] = 50,
        ["JPY"] = 50,
        ["MXN"] = 1000,
        ["MYR"] = 200,
        ["NOK"] = 300,
        ["NZD"] = 50,
        ["PLN"] = 200,
        ["RON"] = 200,
        ["SEK"] = 300,
        ["SGD"] = 50,
        ["THB"] = 1000,
        ["USD"] = 50,
    }.ToFrozenDictionary();

    public PaymentProvider Provider => PaymentProvider.Stripe;

    public long GetMinAmount(string currency) =>
        MinAmounts.TryGetValue(currency, out var amount)
            ? amount
            : AboveAnyMinimum * (long)Math.Pow(10, Currencies.MinorUnitDigits(currency));

    public Task<ProviderAccount> ReadAsync(CancellationToken ct) => account.ReadAccountAsync(ct);
}
