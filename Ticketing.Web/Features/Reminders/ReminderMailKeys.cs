using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Reminders;

/// <summary>Keys of mails name the reminder that they are about: "kind:id", and more after another colon.</summary>
internal static class ReminderMailKeys
{
    public static string Create(string kind, Guid reminderId) => $"{kind}:{reminderId}";

    public static Guid ReadReminderId(Notification notification) => Guid.Parse(notification.DedupeKey.Split(':')[1]);
}
