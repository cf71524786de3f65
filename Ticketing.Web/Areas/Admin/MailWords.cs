using System.Globalization;
using Ticketing.Accounts;
using Ticketing.Cancellations;
using Ticketing.Insights.Mails;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Refunds;

namespace Ticketing.Areas.Admin;

public static class MailWords
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        [ConfirmOrder.ConfirmationKind] = "Tickets and receipt",
        [FindOrders.LinksKind] = "Links to orders",
        [SettleRefund.NoticeKind] = "Refund",
        [SettlePayment.FailedKind] = "Payment failed",
        [RefundEntry.NoticeKind] = "Event cancelled",
        [JoinStaff.MailKind] = "Staff: invitation",
        [PasswordReset.MailKind] = "Staff: new password",
        [StaffChanges.ApprovedKind] = "Staff: let in",
    };

    /// <summary>Wording of a mail kind such as "order-confirmation"; an unlisted kind is shown with spaces.</summary>
    public static string Kind(string kind) => Kinds.GetValueOrDefault(kind)
        ?? (kind.Length == 0 ? "" : $"{char.ToUpperInvariant(kind[0])}{kind[1..].Replace('-', ' ')}");

    public static string InWords(this MailFilter filter) => filter == MailFilter.Dropped ? "Not needed" : filter.ToString();

    public static string InWords(this NotificationStatus status) => status switch
    {
        NotificationStatus.Pending => "Waiting",
        NotificationStatus.Sending => "Being sent",
        NotificationStatus.Dropped => "Not needed",
        _ => status.ToString(),
    };

    public static string Chip(this NotificationStatus status) => status switch
    {
        NotificationStatus.Sent => "good",
        NotificationStatus.Dead => "bad",
        NotificationStatus.Dropped => "mute",
        _ => "warn",
    };

    /// <summary>For example "3 h" or "12 min".</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => Whole(age.TotalDays, "days"),
        { TotalHours: >= 1 } => Whole(age.TotalHours, "h"),
        { TotalMinutes: >= 1 } => Whole(age.TotalMinutes, "min"),
        _ => Whole(Math.Max(0, age.TotalSeconds), "s"),
    };

    private static string Whole(double count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(count)} {unit}");
}
