using System.Collections.Frozen;
using System.Globalization;

namespace Ticketing.Features.Payments.Providers.StripeCheckout;

/// <summary>Languages of Stripe's payment page.</summary>
internal static class StripeLocale
{
    /// <summary>Follows the buyer's browser.</summary>
    private const string Auto = "auto";

    private const string Tags =
        "bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh "
        + "zh-HK zh-TW";

    private static readonly FrozenSet<string> Supported = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, Tags.Split(' '));

    /// <returns>"auto" if Stripe's page does not have the language: Stripe refuses tags that it does not know.</returns>
    public static string Find(string tag) =>
        new[] { tag, CultureInfo.GetCultureInfo(tag).TwoLetterISOLanguageName }.FirstOrDefault(Supported.Contains) ?? Auto;
}
