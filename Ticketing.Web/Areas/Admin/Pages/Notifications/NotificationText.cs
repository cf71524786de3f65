using System.Globalization;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.Cancellations;
using Ticketing.Features.GoLive.MailTest;
using Ticketing.Features.Insights.Mails;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Features.OutgoingWebhooks.Sending;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Areas.Admin.Pages.Notifications;

public static class NotificationText
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        [ConfirmOrder.ConfirmationKind] = "Tickets and receipt",
        [RequestFreeConfirmation.Kind] = "Confirm free tickets",
        [OrderEmailChanges.NoticeKind] = "Email address changed",
        [OrderEmailCodes.Kind] = "Code to change the email address",
        [SendOrderLinks.LinksKind] = "Links to orders",
        [SettleRefund.NoticeKind] = "Refund",
        [VoidRefundedTickets.NoticeKind] = "Tickets no longer valid",
        [SettlePayment.FailureNoticeKind] = "Payment failed",
        [ProcessCancellationEntry.NoticeKind] = "Event cancelled",
        [TellTicketHolders.MailKind] = "Event rescheduled",
        [JoinStaff.MailKind] = "Staff: invitation",
        [PasswordReset.MailKind] = "Staff: new password",
        [SecurityNotices.MailKind] = "Staff: security notice",
        [StaffAdministration.ApprovedMailKind] = "Staff: let in",
        [TestMails.MailKind] = "Test email",
        [DisableWebhookEndpoint.NoticeKind] = "Staff: webhook disabled",
    };

    /// <summary>Wording of a mail kind such as "order-confirmation"; an unlisted kind is shown with spaces.</summary>
    public static string KindText(string kind) => Kinds.GetValueOrDefault(kind) ?? MailKindText.Describe(kind);

    public static string ToText(this MailFilter filter) =>
        filter switch
        {
            MailFilter.Dead => "Failed",
            MailFilter.Dropped => "Not needed",
            _ => filter.ToString(),
        };

    public static string ToText(this NotificationStatus status) =>
        status switch
        {
            NotificationStatus.Pending => "Waiting",
            NotificationStatus.Sending => "Being sent",
            NotificationStatus.Dropped => "Not needed",
            NotificationStatus.Dead => "Failed",
            _ => status.ToString(),
        };

    public static string ChipClass(this NotificationStatus status) =>
        status switch
        {
            NotificationStatus.Sent => "good",
            NotificationStatus.Dead => "bad",
            NotificationStatus.Dropped => "mute",
            _ => "warn",
        };

    /// <summary>For example "3 h" or "12 min".</summary>
    public static string Age(TimeSpan age) =>
        age switch
        {
            { TotalDays: >= 2 } => Format(age.TotalDays, "days"),
            { TotalHours: >= 1 } => Format(age.TotalHours, "h"),
            { TotalMinutes: >= 1 } => Format(age.TotalMinutes, "min"),
            _ => Format(Math.Max(0, age.TotalSeconds), "s"),
        };

    private static string Format(double count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(count)} {unit}");
}
