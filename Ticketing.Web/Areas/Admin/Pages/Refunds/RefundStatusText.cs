using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Refunds;

public static class RefundStatusText
{
    public static string StatusText(this Refund refund) =>
        refund switch
        {
            { Status: RefundStatus.Failed } => T["Failed"],
            { Status: RefundStatus.Pending, Attempts: > 0 } => T["Trying again"],
            { Status: RefundStatus.Pending } => T["On its way"],
            { IsOwed: true, ManualMethod: ManualRefundMethod.BankTransfer } => T["To transfer"],
            { IsOwed: true } => T["To hand back"],
            { ManualMethod: ManualRefundMethod.BankTransfer } => T["Transferred"],
            { IsManual: true } => T["Handed back"],
            { Amount: 0 } => T["Nothing due"],
            _ => T["Paid back"],
        };

    public static string TickLabel(this Refund refund) => refund.IsTransfer() ? T["Mark as transferred"] : T["Mark as handed back"];

    public static string UntickLabel(this Refund refund) => refund.IsTransfer() ? T["Not transferred"] : T["Not handed back"];

    private static bool IsTransfer(this Refund refund) => refund.ManualMethod == ManualRefundMethod.BankTransfer;

    public static string ChipClass(this Refund refund) =>
        refund switch
        {
            { Status: RefundStatus.Failed } => "bad",
            { Status: RefundStatus.Pending } or { IsOwed: true } => "warn",
            _ => "good",
        };

    public static string Remark(this ListedRefund listed, VenueClock clock) =>
        listed.Refund switch
        {
            { Status: RefundStatus.Succeeded, IsOwed: true } refund => $"{refund.DescribeManual(listed.Sale)}{refund.DescribeReplaced()}",
            { HandedBackAt: { } at } refund => T["By {0}, {1}.", refund.HandedBackBy, clock.FormatShortDateTime(at)]
                + refund.DescribeReplaced(),
            { Status: RefundStatus.Succeeded } refund => refund.ProviderReference ?? "",
            { LastError: { } error } => error,
            _ => "",
        };

    private static string DescribeManual(this Refund refund, RefundedSale sale) =>
        refund.ManualMethod switch
        {
            ManualRefundMethod.BankTransfer => T["Transfer {0} to the buyer’s bank account.", refund.Money],
            ManualRefundMethod.Cash => T["Hand back {0} in cash.", refund.Money],
            _ => sale.DescribeManualRefund(refund.Money.ToString()),
        };

    private static string DescribeReplaced(this Refund refund) =>
        refund.ManualMethod is null ? "" : " " + T["Replaces the refund that failed at the provider: {0}", refund.LastError];

    /// <summary>The way in which staff pay it back: as it was paid.</summary>
    public static string DescribeManualRefund(this RefundedSale sale, string amount) =>
        sale.PaidWith switch
        {
            Order.CardTerminal => string.IsNullOrEmpty(sale.PaymentReference)
                ? T["Refund {0} to the buyer’s card on the card terminal.", amount]
                : T["Refund {0} to the buyer’s card on the card terminal (payment {1}).", amount, sale.PaymentReference],
            Order.Cash => T["Hand back {0} in cash.", amount],
            _ => T["Pay {0} back the way it was paid: {1}.", amount, PaymentMethodText.Describe(sale.PaidWith)],
        };

    public static string CauseText(this Refund refund) =>
        refund.Cause switch
        {
            RefundCause.PaidTooLate => T["Paid after sell-out"],
            RefundCause.EventCancelled => T["Event cancelled"],
            RefundCause.MadeAtProvider => T["Made at the provider"],
            _ => refund.Reason,
        };

    public static string Describe(this OwedRefunds owed) =>
        T.Plural(owed.Count, "{1} in 1 refund", "{1} in {0} refunds", Formats.List([.. owed.Amounts.Select(amount => amount.ToString())]));
}
