using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.Cancellations;
using Ticketing.Features.GoLive.MailTest;
using Ticketing.Features.Insights.Mails;
using Ticketing.Features.Insights.StaffMails.Digests;
using Ticketing.Features.Insights.StaffMails.LowStock;
using Ticketing.Features.Messages;
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
    private static readonly Dictionary<string, Func<string>> Kinds = new(StringComparer.Ordinal)
    {
        [ConfirmOrder.ConfirmationKind] = () => T["Tickets and receipt"],
        [RequestFreeConfirmation.Kind] = () => T["Confirm free tickets"],
        [OrderEmailChanges.NoticeKind] = () => T["Email address changed"],
        [OrderEmailCodes.Kind] = () => T["Code to change the email address"],
        [SendOrderLinks.LinksKind] = () => T["Links to orders"],
        [SettleRefund.NoticeKind] = () => T["Refund"],
        [VoidRefundedTickets.NoticeKind] = () => T["Tickets no longer valid"],
        [SettlePayment.FailureNoticeKind] = () => T["Payment failed"],
        [ProcessCancellationEntry.NoticeKind] = () => T["Event cancelled"],
        [TellTicketHolders.MailKind] = () => T["Event rescheduled"],
        [RefundReminderJob.MailKind] = () => T["Reminder of a refund offer"],
        [MessageMails.Message] = () => T["Message to buyers"],
        [MessageMails.Reminder] = () => T["Reminder with tickets"],
        [MessageMails.Test] = () => T["Test of a message"],
        [JoinStaff.MailKind] = () => T["Staff: invitation"],
        [PasswordReset.MailKind] = () => T["Staff: new password"],
        [SecurityNotices.MailKind] = () => T["Staff: security notice"],
        [StaffAdministration.ApprovedMailKind] = () => T["Staff: account approved"],
        [TestMails.MailKind] = () => T["Test email"],
        [DigestJob.MailKind] = () => T["Sales digest"],
        [LowStockJob.MailKind] = () => T["Low-stock alerts"],
        [DisableWebhookEndpoint.NoticeKind] = () => T["Staff: webhook disabled"],
    };

    /// <summary>Wording of a mail kind such as "order-confirmation"; an unlisted kind is shown with spaces.</summary>
    public static string KindText(string kind) => Kinds.GetValueOrDefault(kind)?.Invoke() ?? MailKindText.Describe(kind);

    public static string ToText(this MailFilter filter) =>
        filter switch
        {
            MailFilter.All => T["All"],
            MailFilter.Waiting => T["Waiting"],
            MailFilter.Sent => T["Sent"],
            MailFilter.Dead => T["Failed"],
            MailFilter.Dropped => T["Not needed"],
            _ => filter.ToString(),
        };

    public static string ToText(this NotificationStatus status) =>
        status switch
        {
            NotificationStatus.Pending => T["Waiting"],
            NotificationStatus.Sending => T["Being sent"],
            NotificationStatus.Dropped => T["Not needed"],
            NotificationStatus.Dead => T["Failed"],
            NotificationStatus.Sent => T["Sent"],
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
            { TotalDays: >= 2 } => T.Plural((long)age.TotalDays, "1 day", "{0} days"),
            { TotalHours: >= 1 } => T["{0} h", (long)age.TotalHours],
            { TotalMinutes: >= 1 } => T["{0} min", (long)age.TotalMinutes],
            _ => T["{0} s", (long)Math.Max(0, age.TotalSeconds)],
        };
}
