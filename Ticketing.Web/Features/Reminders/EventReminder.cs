using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Reminders;

public enum ReminderTopic
{
    SalesStart,

    /// <summary>Of a postponed event.</summary>
    NewDate,
}

/// <summary>An address that wants one mail about an event. Deleted after that mail or the event.</summary>
public sealed class EventReminder
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }
    public required string Email { get; init; }

    /// <summary>Made of event and address, and unique: each address has one reminder of an event.</summary>
    public required string Key { get; init; }
    public required ReminderTopic Topic { get; init; }

    /// <summary>Tag of the language in which it was asked for.</summary>
    public string Language { get; init; } = Ticketing.Infrastructure.Languages.Language.Current.Tag;
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null until the link in the first mail was used. Without it nothing else is sent.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>Set when the reminder itself was queued.</summary>
    public DateTimeOffset? QueuedAt { get; private set; }

    public static string CreateKey(Guid eventId, string email) => UnguessableCode.Hash($"{eventId}|{Notification.ToRecipientKey(email)}");
}
