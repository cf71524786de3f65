using System.Globalization;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Settlements.Figures;
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
            new("Booking fees: the venue’s", -s.Pot.BookingFees),
            new(s.Terms.CountsBookingFees ? "Tax inside tickets and fees" : "Tax inside the tickets", -s.Pot.Tax),
            new("Payment provider’s fees", -s.Pot.ProviderFees),
        ];
        return
        [
            new("Net takings", s.Pot.Net, IsSum: true),
            .. before.Where(line => line.Amount != 0),
            .. s.Deductions.Select(deduction => new StatementLine(deduction.Label, -deduction.Amount)),
            new("Pot", s.Pot.Amount, IsSum: true),
        ];
    }

    /// <summary>Empty until terms are agreed.</summary>
    public static IReadOnlyList<StatementLine> SplitLines(Settlement s) =>
        s.Split is not { } split
            ? []
            :
            [
                new(
                    split.GuaranteeApplies ? $"{split.Artist}: the guarantee" : $"{split.Artist}: {Percent(split.SharePercent)} of the pot",
                    split.ToArtist
                ),
                new("The venue: the rest of the pot", split.ToVenue),
            ];

    /// <summary>Empty unless the guarantee applies.</summary>
    public static string GuaranteeNote(Settlement s) =>
        s.Split is not { GuaranteeApplies: true } split
            ? ""
            : $"The guarantee of {s.Money(split.Guarantee)} applies: {Percent(split.SharePercent)} of the pot would be "
                + $"{s.Money(split.Share)}."
                + (split.ToVenue < 0 ? $" The pot does not cover it: {s.Money(-split.ToVenue)} of it come from the venue." : "");

    public static IReadOnlyList<StatementLine> MoneyLines(Settlement s) =>
        [
            new($"Taken online, {Count(s.MoneyCheck.OnlinePaymentCount, "payment")}", s.MoneyCheck.OnlineTotal),
            new($"Taken at the box office, {Count(s.MoneyCheck.BoxOfficeOrderCount, "order")}", s.MoneyCheck.BoxOfficeTotal),
            new($"Free of charge, {Count(s.MoneyCheck.FreeOrderCount, "order")}", 0),
            new("Money in", s.MoneyCheck.MoneyIn, IsSum: true),
            new($"Money back, {Count(s.MoneyCheck.RefundCount, "refund")}", -s.MoneyCheck.RefundTotal),
            .. s.MoneyCheck.LostDisputeCount == 0
                ? Array.Empty<StatementLine>()
                : [new($"Taken back by buyers’ banks, {Count(s.MoneyCheck.LostDisputeCount, "dispute")}", -s.MoneyCheck.DisputeLosses)],
            new("Money left", s.MoneyCheck.MoneyIn - s.MoneyCheck.RefundTotal - s.MoneyCheck.DisputeLosses, IsSum: true),
        ];

    /// <summary>Empty if money and tickets agree.</summary>
    public static string MismatchWarning(Settlement s) =>
        s.MoneyCheck.IsBalanced
            ? ""
            : $"The books do not agree: the money left is {s.Money(Math.Abs(s.MoneyCheck.Difference))} "
                + $"{(s.MoneyCheck.Difference > 0 ? "more" : "less")} than the tickets’ net takings. "
                + "Do not settle on these figures before it is known why.";

    public static IReadOnlyList<string> Remarks(Settlement s)
    {
        string[] all =
        [
            GuaranteeNote(s),
            s.PendingRefundCount == 0
                ? ""
                : $"{Count(s.PendingRefundCount, "refund")} {(s.PendingRefundCount == 1 ? "has" : "have")} not arrived at the buyer yet; "
                    + "counted as gone back here.",
            s.ProviderFees.UnknownCount == 0
                ? ""
                : $"The payment provider has not said its fee for {Count(s.ProviderFees.UnknownCount, "payment")}: the fees may still "
                    + "grow.",
            s.Terms.TakesProviderFeesFirst || s.ProviderFees.KnownTotal == 0
                ? ""
                : $"The payment provider keeps {s.Money(s.ProviderFees.KnownTotal)}; the venue bears it.",
            s.Terms.TakesTaxFirst || s.Tax.Total == 0
                ? ""
                : $"Tax of {s.Money(s.Tax.Total)} is inside these amounts; it was not taken off before the pot.",
            s.OpenDisputeCount == 0
                ? ""
                : $"{Count(s.OpenDisputeCount, "payment")} over {s.Money(s.DisputedAmount)} {(s.OpenDisputeCount == 1 ? "is" : "are")} "
                    + "disputed by the buyers’ banks and not decided yet; counted as kept here.",
            LatePaymentsNote(s),
            .. s.ForeignSales.Select(foreign =>
                $"{Count(foreign.OrderCount, "order")} in another currency, {foreign.Total} in all, "
                + $"{(foreign.OrderCount == 1 ? "is" : "are")} not in these figures."
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
            { Event.Status: EventStatus.Cancelled } => "The event was cancelled: these are the accounts of what was sold before.",
            _ when report.ReadAt < report.Event.EndsOrAssumedEndsAt =>
                "The show is not over: sales and refunds still change these figures.",
            _ => "",
        };
    }

    /// <summary>Without the currency: "1,400.00".</summary>
    public static string PlainAmount(Settlement s, long minorUnits)
    {
        var digits = Currencies.MinorUnitDigits(s.Currency).ToString(CultureInfo.InvariantCulture);
        return (minorUnits < 0 ? "−" : "") + s.Money(Math.Abs(minorUnits)).Major.ToString("N" + digits, CultureInfo.InvariantCulture);
    }

    public static string SoldAs(OrderChannel channel) =>
        channel switch
        {
            OrderChannel.BoxOffice => "Box office",
            OrderChannel.Comp => "Comp",
            _ => "Online",
        };

    /// <summary>"72.5%".</summary>
    public static string Percent(decimal percent) => percent.ToString("0.###", CultureInfo.InvariantCulture) + "%";

    /// <summary>"1 refund", "3 refunds", "1,204 payments".</summary>
    public static string Count(int count, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {thing}{(count == 1 ? "" : "s")}");

    private static string LatePaymentsNote(Settlement s)
    {
        if (s.LatePayments.Count == 0)
        {
            return "";
        }

        var fees =
            s.LatePayments.Fees == 0 ? "" : $" The provider keeps {s.Money(s.LatePayments.Fees)} of them all the same: the venue’s loss.";
        var waiting =
            s.LatePayments.PendingRefundCount == 0
                ? ""
                : $" {s.LatePayments.PendingRefundCount} of them {(s.LatePayments.PendingRefundCount == 1 ? "has" : "have")} not arrived "
                    + "yet.";
        return $"{Count(s.LatePayments.Count, "payment")} came when nothing was left and went back: {s.Money(s.LatePayments.Amount)}, "
            + $"not in these figures.{waiting}{fees}";
    }
}
