using Ticketing.Features.Cancellations;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Pages.Orders;

public static class MailDeliveryText
{
    /// <summary>"Your refund", or "Your tickets" for a mail with links to them.</summary>
    public static string Describe(this Notification mail, Order order) =>
        mail.Kind switch
        {
            SettleRefund.NoticeKind => order.Total > 0 ? T["Your refund"] : T["Tickets no longer valid"],
            ProcessCancellationEntry.NoticeKind => T["Show cancelled"],
            TellTicketHolders.MailKind => T["Show changed"],
            VoidRefundedTickets.NoticeKind => T["Tickets no longer valid"],
            SettlePayment.FailureNoticeKind => T["Your payment didn’t go through"],
            OrderEmailCodes.Kind => T["Code to change your email address"],
            OrderEmailChanges.NoticeKind => T["Email address changed"],
            RequestFreeConfirmation.Kind => T["Confirm your tickets"],
            _ => T["Your tickets"],
        };

    public static string DeliveryText(this Notification mail) =>
        mail.Status switch
        {
            NotificationStatus.Sent => T["Sent to {0}", MaskEmail(mail.Recipient)],
            _ when mail.Status == NotificationStatus.Dead || mail.IsSetAside => T[
                "Couldn’t be delivered to {0}. Please check the address",
                MaskEmail(mail.Recipient)
            ],
            NotificationStatus.Dropped => T["Not sent to {0}: replaced by a newer email", MaskEmail(mail.Recipient)],
            _ when mail.LastError is not null => T["Not delivered to {0} yet. We’ll keep trying", MaskEmail(mail.Recipient)],
            _ => T["On its way to {0}", MaskEmail(mail.Recipient)],
        };

    /// <param name="mails">Of the order, oldest first.</param>
    /// <param name="email">The order's address now.</param>
    /// <returns>Null if no tickets are sent there.</returns>
    public static string? DescribeTickets(IEnumerable<Notification> mails, string email) =>
        mails.LastOrDefault(mail =>
            mail.Kind == ConfirmOrder.ConfirmationKind
            && mail.Recipient == email
            && (mail.Status != NotificationStatus.Dropped || mail.IsSetAside)
        ) switch
        {
            { Status: NotificationStatus.Sent } => T["We’ve emailed your tickets to {0}.", email],
            { Status: NotificationStatus.Dead } or { IsSetAside: true } => T["We couldn’t email your tickets to {0}.", email],
            { IsWaiting: true, LastError: not null } => T["We couldn’t email your tickets to {0} yet. We’ll keep trying.", email],
            { IsWaiting: true } => T["We’re emailing your tickets to {0}.", email],
            _ => null,
        };

    public static DateTimeOffset SentOrCreatedAt(this Notification mail) => mail.SentAt ?? mail.CreatedAt;

    /// <summary>Returns "a•••@example.com".</summary>
    public static string MaskEmail(string email)
    {
        var at = email.LastIndexOf('@');
        return at > 0 ? $"{email[..1]}•••{email[at..]}" : "•••";
    }
}
