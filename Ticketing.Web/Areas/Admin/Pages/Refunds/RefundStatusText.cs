using System.Globalization;
using Ticketing.Features.Payments.Refunds;

namespace Ticketing.Areas.Admin.Pages.Refunds;

public static class RefundStatusText
{
    public static string StatusText(this Refund refund) =>
        refund switch
        {
            { Status: RefundStatus.Failed } => "Failed",
            { Status: RefundStatus.Pending, Attempts: > 0 } => "Trying again",
            { Status: RefundStatus.Pending } => "On its way",
            { IsCash: true } => "By hand",
            { Amount: 0 } => "Nothing due",
            _ => "Paid back",
        };

    public static string ChipClass(this Refund refund) =>
        refund.Status switch
        {
            RefundStatus.Failed => "bad",
            RefundStatus.Pending => "warn",
            _ => "good",
        };

    public static string Remark(this Refund refund) =>
        refund switch
        {
            { Status: RefundStatus.Succeeded, IsCash: true } => "Not paid online: hand back the cash.",
            { Status: RefundStatus.Succeeded } => refund.ProviderReference ?? "",
            { LastError: { } error } => error,
            _ => "",
        };

    public static string CauseText(this Refund refund) =>
        refund.Cause switch
        {
            RefundCause.PaidTooLate => "Paid too late",
            RefundCause.EventCancelled => "Event cancelled",
            RefundCause.MadeAtProvider => "Made at the provider",
            _ => refund.Reason,
        };

    public static string CountTickets(int count) =>
        count == 1 ? "1 ticket" : string.Create(CultureInfo.InvariantCulture, $"{count} tickets");
}
