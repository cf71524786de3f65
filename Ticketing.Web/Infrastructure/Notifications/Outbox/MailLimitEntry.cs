namespace Ticketing.Infrastructure.Notifications.Outbox;

/// <summary>A mail that counts towards the limit of its recipient, numbered per recipient.</summary>
public sealed class MailLimitEntry
{
    /// <summary>Keyed hash of the mailbox, so that the table lists no addresses.</summary>
    public required string RecipientHash { get; init; }

    public required long Number { get; init; }

    public required Guid NotificationId { get; init; }

    public required DateTimeOffset SendAt { get; init; }
}
