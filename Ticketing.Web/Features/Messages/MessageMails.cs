using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Messages;

/// <summary>Kinds of mails, and keys that name the message.</summary>
public static class MessageMails
{
    public const string Message = "event-message";
    public const string Reminder = "ticket-reminder";
    public const string Test = "event-message-test";

    public static string GetKind(EventMessage message) => message.IsReminder ? Reminder : Message;

    internal static string GetKey(EventMessage message, Guid orderId) => $"{GetKeyPrefix(message)}{orderId}";

    internal static string GetKeyPrefix(EventMessage message) => $"{GetKind(message)}:{message.Id}:";

    internal static string CreateTestKey(Guid messageId) => $"{Test}:{messageId}:{Guid.CreateVersion7()}";

    public static Guid ReadMessageId(Notification notification) => Guid.Parse(notification.DedupeKey.Split(':')[1]);
}
