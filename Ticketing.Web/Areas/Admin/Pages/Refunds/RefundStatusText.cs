using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Refunds;

public static class RefundStatusText
{
    public static string StatusText(this Refund refund) =>
        refund switch
        {
            { Status: RefundStatus.Failed } => "Failed",
            { Status: RefundStatus.Pending, Attempts: > 0 } => "Trying again",
            { Status: RefundStatus.Pending } => "On its way",
            { IsOwed: true, ManualMethod: ManualRefundMethod.BankTransfer } => "To transfer",
            { IsOwed: true } => "To hand back",
            { ManualMethod: ManualRefundMethod.BankTransfer } => "Transferred",
            { IsManual: true } => "Handed back",
            { Amount: 0 } => "Nothing due",
            _ => "Paid back",
        };

    public static string TickLabel(this Refund refund) => refund.IsTransfer() ? "Mark as transferred" : "Mark as handed back";

    public static string UntickLabel(this Refund refund) => refund.IsTransfer() ? "Not transferred" : "Not handed back";

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
            { HandedBackAt: { } at } refund => $"By {refund.HandedBackBy}, {clock.FormatShortDateTime(at)}.{refund.DescribeReplaced()}",
            { Status: RefundStatus.Succeeded } refund => refund.ProviderReference ?? "",
            { LastError: { } error } => error,
            _ => "",
        };

    private static string DescribeManual(this Refund refund, RefundedSale sale) =>
        refund.ManualMethod switch
        {
            ManualRefundMethod.BankTransfer => $"Transfer {refund.Money} to the buyer’s bank account.",
            ManualRefundMethod.Cash => $"Hand back {refund.Money} in cash.",
            _ => sale.DescribeManualRefund(refund.Money.ToString()),
        };

    private static string DescribeReplaced(this Refund refund) =>
        refund.ManualMethod is null ? "" : $" Replaces the refund that failed at the provider: {refund.LastError}";

    /// <summary>The way in which staff pay it back: as it was paid.</summary>
    public static string DescribeManualRefund(this RefundedSale sale, string amount) =>
        sale.PaidWith switch
        {
            Order.CardTerminal => $"Refund {amount} to the buyer’s card on the card terminal"
                + $"{(string.IsNullOrEmpty(sale.PaymentReference) ? "." : $" (payment {sale.PaymentReference}).")}",
            Order.Cash => $"Hand back {amount} in cash.",
            _ => $"Pay {amount} back in the way it was paid: {PaymentMethodText.Describe(sale.PaidWith)}.",
        };

    public static string CauseText(this Refund refund) =>
        refund.Cause switch
        {
            RefundCause.PaidTooLate => "Paid too late",
            RefundCause.EventCancelled => "Event cancelled",
            RefundCause.MadeAtProvider => "Made at the provider",
            _ => refund.Reason,
        };

    public static string Describe(this OwedRefunds owed) =>
        $"{string.Join(" and ", owed.Amounts)} in {(owed.Count == 1 ? "1 refund" : $"{owed.Count} refunds")}";
}
