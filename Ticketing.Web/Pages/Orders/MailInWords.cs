using Ticketing.Notifications;

namespace Ticketing.Pages.Orders;

public static class MailInWords
{
    public static string Fate(this Notification mail) => mail.Status switch
    {
        NotificationStatus.Sent => $"Sent to {Mask(mail.Recipient)}",
        _ when mail.Status == NotificationStatus.Dead || mail.IsSetAside => $"Could not be delivered to {Mask(mail.Recipient)}: please check the address",
        NotificationStatus.Dropped => $"Not sent to {Mask(mail.Recipient)}: a newer one replaced it",
        _ when mail.LastError is not null => $"Not delivered to {Mask(mail.Recipient)} yet; we keep trying",
        _ => $"On the way to {Mask(mail.Recipient)}",
    };

    public static DateTimeOffset At(this Notification mail) => mail.SentAt ?? mail.CreatedAt;

    /// <summary>Returns "a•••@example.com".</summary>
    public static string Mask(string email)
    {
        var at = email.LastIndexOf('@');
        return at > 0 ? $"{email[..1]}•••{email[at..]}" : "•••";
    }
}
