using System.Collections.Frozen;

namespace Ticketing.Infrastructure.Primitives;

/// <summary>Smallest amounts that Stripe charges: https://docs.stripe.com/currencies.</summary>
public static class CardMinimums
{
    private static readonly FrozenDictionary<string, long> Amounts = new Dictionary<string, long>
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

    /// <returns>In minor units; null if it depends on exchange rates.</returns>
    public static long? Find(string currency) => Amounts.TryGetValue(currency, out var amount) ? amount : null;
}
