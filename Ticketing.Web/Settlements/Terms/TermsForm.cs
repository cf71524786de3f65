using System.Globalization;
using Ticketing.Events.Editing;
using Ticketing.Settings;

namespace Ticketing.Settlements.Terms;

/// <summary>Unticked checkboxes are not posted, so they default to false.</summary>
public sealed record TermsForm
{
    public string Artist { get; set => field = TypedText.Line(value); } = "";

    /// <summary>Per cent: "70" or "70.5".</summary>
    public string Share { get; set => field = TypedText.Line(value); } = "";

    /// <summary>In the venue's currency; empty for none.</summary>
    public string Guarantee { get; set => field = TypedText.Line(value); } = "";
    public bool CountsBookingFees { get; set; }
    public bool TakesTaxFirst { get; set; }
    public bool TakesProviderFeesFirst { get; set; }

    internal static IReadOnlyList<FormField<TermsForm>> Fields { get; } =
    [
        new("Artist", f => f.Artist, (from, to) => to.Artist = from.Artist),
        new("Share", f => f.Share, (from, to) => to.Share = from.Share),
        new("Guarantee", f => f.Guarantee, (from, to) => to.Guarantee = from.Guarantee),
        new("Share booking fees too", f => Ticked(f.CountsBookingFees), (from, to) => to.CountsBookingFees = from.CountsBookingFees),
        new("Take tax off first", f => Ticked(f.TakesTaxFirst), (from, to) => to.TakesTaxFirst = from.TakesTaxFirst),
        new("Take the provider’s fees off first", f => Ticked(f.TakesProviderFeesFirst), (from, to) => to.TakesProviderFeesFirst = from.TakesProviderFeesFirst),
    ];

    public static TermsForm New => new() { TakesTaxFirst = true, TakesProviderFeesFirst = true };

    public static TermsForm Of(SettlementTerms? terms, string currency) => terms is null ? New : new()
    {
        Artist = terms.Artist, Share = terms.SharePercent.ToString("0.##", CultureInfo.InvariantCulture),
        Guarantee = terms.Guarantee == 0 ? "" : new Money(terms.Guarantee, currency).ToDecimalText(),
        CountsBookingFees = terms.CountsBookingFees, TakesTaxFirst = terms.TakesTaxFirst, TakesProviderFeesFirst = terms.TakesProviderFeesFirst,
    };

    private static string Ticked(bool ticked) => ticked ? "yes" : "no";
}
