using System.Globalization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Settlements.Terms;

/// <summary>Errors are keyed by field name.</summary>
internal sealed class ParsedTerms
{
    private const int ShareDecimals = 2;
    private readonly Dictionary<string, string> errors = [];

    public ParsedTerms(TermsForm form, string currency)
    {
        Check(
            nameof(form.Artist),
            form.Artist.Length is > 0 and <= SettlementTerms.MaxArtistLength,
            T["Enter who the settlement is with, in 1 to {0} characters.", SettlementTerms.MaxArtistLength]
        );
        var share = Percent(form.Share);
        Check(nameof(form.Share), share is not null, T["Enter a percentage from 0 to 100, such as 70 or 72.5."]);
        var guarantee = form.Guarantee.Length == 0 ? new Money(0, currency) : Money.Parse(form.Guarantee, currency);
        Check(
            nameof(form.Guarantee),
            guarantee is not null,
            T["Enter an amount such as {0}, or leave it blank.", new Money(50000, currency).ToDecimalString()]
        );
        (ShareBasisPoints, Guarantee) = ((int)((share ?? 0) * 100), guarantee?.MinorUnits ?? 0);
    }

    public IReadOnlyDictionary<string, string> Errors => errors;

    public int ShareBasisPoints { get; }
    public long Guarantee { get; }

    private static decimal? Percent(string text)
    {
        var plain = text.TrimEnd('%').TrimEnd().Replace(',', '.');
        return
            decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 0 and <= 100
            && decimal.Round(percent, ShareDecimals) == percent
            ? percent
            : null;
    }

    private void Check(string field, bool isValid, string message)
    {
        if (!isValid)
        {
            errors.TryAdd(field, message);
        }
    }
}
