namespace Ticketing.Notifications;

public enum NotificationStatus
{
    Pending,
    Sending,
    Sent,

    /// <summary>Composing it showed that there is nothing to say, or that what it would say is out of date.</summary>
    Dropped,

    /// <summary>Given up; a person may queue it again.</summary>
    Dead,
}

/// <summary>
/// A message that must go out: the outbox row, written in the transaction that made it due. It says what to tell whom; its text is
/// composed when it is sent.
/// </summary>
public sealed class Notification
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Names the composer.</summary>
    public required string Kind { get; init; }

    /// <summary>Unique: the same intention queued twice is one message.</summary>
    public required string DedupeKey { get; init; }
    public string Channel { get; init; } = "email";

    /// <summary>An e-mail address.</summary>
    public required string Recipient
    {
        get;
        init
        {
            field = value;
            RecipientKey = KeyOf(value);
        }
    }

    /// <summary>What the message is found by: people do not keep to one spelling of an address.</summary>
    public string RecipientKey { get; private init; } = "";
    public Guid? OrderId { get; init; }
    public NotificationStatus Status { get; private set; } = NotificationStatus.Pending;
    public int Attempts { get; private set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When staff queued it again, after it was given up; from here on its patience is counted anew.</summary>
    public DateTimeOffset? RequeuedAt { get; private set; }
    public DateTimeOffset? LeaseUntil { get; private set; }
    public string? LeaseOwner { get; private set; }
    public string? Subject { get; private set; }

    /// <summary>The text as it was sent, its access links redacted.</summary>
    public string? Content { get; private set; }
    public string? MessageId { get; private set; }
    public string? ServerResponse { get; private set; }
    public string? LastError { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>It will go out without anybody's doing.</summary>
    public bool IsWaiting => Status is NotificationStatus.Pending or NotificationStatus.Sending;

    /// <summary>Given up; then staff found that nobody needs it any more.</summary>
    public bool IsSetAside => Status == NotificationStatus.Dropped && LastError is not null;

    public static string KeyOf(string recipient) => recipient.ToLowerInvariant();
}
