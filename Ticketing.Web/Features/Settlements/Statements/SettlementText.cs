using System.Globalization;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Settlements.Figures;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Settlements.Statements;

/// <summary>Wording shared by the page, the PDF and the CSV.</summary>
public static class SettlementText
{
    public static IReadOnlyList<StatementLine> PotLines(Settlement s)
    {
        ArgumentNullException.ThrowIfNull(s);
        StatementLine[] before =
        [
            new(T["Booking fees, kept by the venue"], -s.Pot.BookingFees),
            new(s.Terms.CountsBookingFees ? T["Tax inside tickets and fees"] : T["Tax inside the tickets"], -s.Pot.Tax),
            new(T["Payment provider’s fees"], -s.Pot.ProviderFees),
        ];
        return
        [
            new(T["Net takings"], s.Pot.Net, IsSum: true),
            .. before.Where(line => line.Amount != 0),
            .. s.Deductions.Select(deduction => new StatementLine(deduction.Label, -deduction.Amount)),
            new(T["Pot"], s.Pot.Amount, IsSum: true),
        ];
    }

    /// <summary>Empty until terms are agreed.</summary>
    public static IReadOnlyList<StatementLine> SplitLines(Settlement s) =>
        s.Split is not { } split
            ? []
            :
            [
                new(
                    split.GuaranteeApplies
                        ? T["{0}: the guarantee", split.Artist]
                        : T["{0}: {1} of the pot", split.Artist, Percent(split.SharePercent)],
                    split.ToArtist
                ),
                new(T["The venue: the rest of the pot"], split.ToVenue),
            ];

    /// <summary>Empty unless the guarantee applies.</summary>
    public static string GuaranteeNote(Settlement s) =>
        s.Split is not { GuaranteeApplies: true } split
            ? ""
            : Join(
                T[
                    "The guarantee of {0} applies: {1} of the pot would be {2}.",
                    s.Money(split.Guarantee),
                    Percent(split.SharePercent),
                    s.Money(split.Share)
                ],
                split.ToVenue < 0 ? T["The pot doesn’t cover it: the venue pays {0} of it.", s.Money(-split.ToVenue)] : ""
            );

    public static IReadOnlyList<StatementLine> MoneyLines(Settlement s) =>
        [
            new(T["Taken online, {0}", CountPayments(s.MoneyCheck.OnlinePaymentCount)], s.MoneyCheck.OnlineTotal),
            new(T["Taken at the box office, {0}", CountOrders(s.MoneyCheck.BoxOfficeOrderCount)], s.MoneyCheck.BoxOfficeTotal),
            new(T["Free of charge, {0}", CountOrders(s.MoneyCheck.FreeOrderCount)], 0),
            new(T["Money in"], s.MoneyCheck.MoneyIn, IsSum: true),
            new(T["Money back, {0}", T.Plural(s.MoneyCheck.RefundCount, "1 refund", "{0} refunds")], -s.MoneyCheck.RefundTotal),
            .. s.MoneyCheck.LostDisputeCount == 0
                ? Array.Empty<StatementLine>()
                :
                [
                    new(
                        T["Taken back by buyers’ banks, {0}", T.Plural(s.MoneyCheck.LostDisputeCount, "1 dispute", "{0} disputes")],
                        -s.MoneyCheck.DisputeLosses
                    ),
                ],
            new(T["Money left"], s.MoneyCheck.MoneyIn - s.MoneyCheck.RefundTotal - s.MoneyCheck.DisputeLosses, IsSum: true),
        ];

    /// <summary>Empty if money and tickets agree.</summary>
    public static string MismatchWarning(Settlement s) =>
        s.MoneyCheck.IsBalanced
            ? ""
            : Join(
                s.MoneyCheck.Difference > 0
                    ? T[
                        "The books do not agree: the money left is {0} more than the tickets’ net takings.",
                        s.Money(s.MoneyCheck.Difference)
                    ]
                    : T[
                        "The books do not agree: the money left is {0} less than the tickets’ net takings.",
                        s.Money(-s.MoneyCheck.Difference)
                    ],
                T["Don’t settle on these figures until you know why."]
            );

    public static IReadOnlyList<string> Remarks(Settlement s)
    {
        string[] all =
        [
            GuaranteeNote(s),
            s.Discount == 0 ? "" : T["Promo codes took {0} off. The prices here are what buyers paid.", s.Money(s.Discount)],
            s.PendingRefundCount == 0
                ? ""
                : T.Plural(
                    s.PendingRefundCount,
                    "1 refund has not arrived at the buyer yet; counted as gone back here.",
                    "{0} refunds have not arrived at the buyer yet; counted as gone back here."
                ),
            s.ProviderFees.UnknownCount == 0
                ? ""
                : T.Plural(
                    s.ProviderFees.UnknownCount,
                    "The payment provider has not said its fee for 1 payment: the fees may still grow.",
                    "The payment provider has not said its fee for {0} payments: the fees may still grow."
                ),
            s.Terms.TakesProviderFeesFirst || s.ProviderFees.KnownTotal == 0
                ? ""
                : T["The payment provider keeps {0}; the venue bears it.", s.Money(s.ProviderFees.KnownTotal)],
            s.Terms.TakesTaxFirst || s.Tax.Total == 0
                ? ""
                : T["Tax of {0} is inside these amounts; it was not taken off before the pot.", s.Money(s.Tax.Total)],
            s.OpenDisputeCount == 0
                ? ""
                : T.Plural(
                    s.OpenDisputeCount,
                    "1 payment over {1} is disputed by the buyers’ banks and not decided yet; counted as kept here.",
                    "{0} payments over {1} are disputed by the buyers’ banks and not decided yet; counted as kept here.",
                    s.Money(s.DisputedAmount)
                ),
            LatePaymentsNote(s),
            .. s.ForeignSales.Select(foreign =>
                T.Plural(
                    foreign.OrderCount,
                    "1 order in another currency, {1} in all, is not in these figures.",
                    "{0} orders in another currency, {1} in all, are not in these figures.",
                    foreign.Total
                )
            ),
        ];
        return [.. all.Where(remark => remark.Length > 0)];
    }

    /// <summary>Empty if the figures are final.</summary>
    public static string StatusNote(SettlementReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report switch
        {
            { Event.Status: EventStatus.Cancelled } => T["The event was cancelled: these are the accounts of what was sold before."],
            _ when report.ReadAt < report.Event.EndsOrAssumedEndsAt => T[
                "The show is not over: sales and refunds still change these figures."
            ],
            _ => "",
        };
    }

    /// <summary>Without the currency: "1,400.00".</summary>
    public static string PlainAmount(Settlement s, long minorUnits)
    {
        var digits = Currencies.MinorUnitDigits(s.Currency).ToString(CultureInfo.InvariantCulture);
        return (minorUnits < 0 ? "−" : "") + s.Money(Math.Abs(minorUnits)).Major.ToString("N" + digits, Language.Current.Formats);
    }

    public static string SoldAs(OrderChannel channel) =>
        channel switch
        {
            OrderChannel.BoxOffice => T["Box office"],
            OrderChannel.Comp => T["Comp"],
            _ => T["Online"],
        };

    /// <summary>"72.5%".</summary>
    public static string Percent(decimal percent) => Formats.Percent(percent);

    private static string CountPayments(int count) => T.Plural(count, "1 payment", "{0} payments");

    private static string CountOrders(int count) => T.Plural(count, "1 order", "{0} orders");

    private static string Join(params IEnumerable<string> sentences) => string.Join(' ', sentences.Where(sentence => sentence.Length > 0));

    private static string LatePaymentsNote(Settlement s)
    {
        if (s.LatePayments.Count == 0)
        {
            return "";
        }

        return Join(
            T.Plural(
                s.LatePayments.Count,
                "1 payment came when nothing was left and went back: {1}, not in these figures.",
                "{0} payments came when nothing was left and went back: {1}, not in these figures.",
                s.Money(s.LatePayments.Amount)
            ),
            s.LatePayments.PendingRefundCount == 0
                ? ""
                : T.Plural(s.LatePayments.PendingRefundCount, "1 of them has not arrived yet.", "{0} of them have not arrived yet."),
            s.LatePayments.Fees == 0
                ? ""
                : T["The provider keeps {0} of them all the same: the venue’s loss.", s.Money(s.LatePayments.Fees)]
        );
    }
}
