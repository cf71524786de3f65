using System.Globalization;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Settlements.Terms;

/// <summary>Unticked checkboxes are not posted, so they default to false.</summary>
public sealed record TermsForm
{
    public string Artist
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    /// <summary>Per cent: "70" or "70.5".</summary>
    public string Share
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    /// <summary>In the venue's currency; empty for none.</summary>
    public string Guarantee
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public bool CountsBookingFees { get; set; }
    public bool TakesTaxFirst { get; set; }
    public bool TakesProviderFeesFirst { get; set; }

    internal static IReadOnlyList<EditableField<TermsForm>> Fields =>
        [
            new(T["Artist"], f => f.Artist, (from, to) => to.Artist = from.Artist),
            new(T["Share"], f => f.Share, (from, to) => to.Share = from.Share),
            new(T["Guarantee"], f => f.Guarantee, (from, to) => to.Guarantee = from.Guarantee),
            new(T["Share booking fees too"], f => Ticked(f.CountsBookingFees), (from, to) => to.CountsBookingFees = from.CountsBookingFees),
            new(T["Take tax off first"], f => Ticked(f.TakesTaxFirst), (from, to) => to.TakesTaxFirst = from.TakesTaxFirst),
            new(
                T["Take the payment provider’s fees off first"],
                f => Ticked(f.TakesProviderFeesFirst),
                (from, to) => to.TakesProviderFeesFirst = from.TakesProviderFeesFirst
            ),
        ];

    public static TermsForm Default => new() { TakesTaxFirst = true, TakesProviderFeesFirst = true };

    public static TermsForm From(SettlementTerms? terms, string currency) =>
        terms is null
            ? Default
            : new()
            {
                Artist = terms.Artist,
                Share = terms.SharePercent.ToString("0.##", CultureInfo.InvariantCulture),
                Guarantee = terms.Guarantee == 0 ? "" : new Money(terms.Guarantee, currency).ToDecimalString(),
                CountsBookingFees = terms.CountsBookingFees,
                TakesTaxFirst = terms.TakesTaxFirst,
                TakesProviderFeesFirst = terms.TakesProviderFeesFirst,
            };

    private static string Ticked(bool ticked) => ticked ? T["yes"] : T["no"];
}
