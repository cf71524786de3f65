using Ticketing.Features.Orders.Confirmation;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Pages.Orders;

public static class MailDeliveryText
{
    public static string DeliveryText(this Notification mail) =>
        mail.Status switch
        {
            NotificationStatus.Sent => $"Sent to {MaskEmail(mail.Recipient)}",
            _ when mail.Status == NotificationStatus.Dead || mail.IsSetAside =>
                $"Could not be delivered to {MaskEmail(mail.Recipient)}: please check the address",
            NotificationStatus.Dropped => $"Not sent to {MaskEmail(mail.Recipient)}: a newer one replaced it",
            _ when mail.LastError is not null => $"Not delivered to {MaskEmail(mail.Recipient)} yet; we keep trying",
            _ => $"On the way to {MaskEmail(mail.Recipient)}",
        };

    /// <param name="mails">Of the order, oldest first.</param>
    /// <param name="email">The order's address now.</param>
    /// <returns>Null if no tickets were sent there.</returns>
    public static string? DescribeTickets(IEnumerable<Notification> mails, string email) =>
        mails.LastOrDefault(mail => mail.Kind == ConfirmOrder.ConfirmationKind && mail.Recipient == email) switch
        {
            null => null,
            { Status: NotificationStatus.Dead } or { IsSetAside: true } => $"We couldn’t email your tickets to {email}.",
            _ => $"We’ve emailed your tickets to {email}.",
        };

    public static DateTimeOffset SentOrCreatedAt(this Notification mail) => mail.SentAt ?? mail.CreatedAt;

    /// <summary>Returns "a•••@example.com".</summary>
    public static string MaskEmail(string email)
    {
        var at = email.LastIndexOf('@');
        return at > 0 ? $"{email[..1]}•••{email[at..]}" : "•••";
    }
}
