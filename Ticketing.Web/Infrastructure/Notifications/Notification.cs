namespace Ticketing.Infrastructure.Notifications;

public enum NotificationStatus
{
    Pending,
    Sending,
    Sent,

    /// <summary>Nothing needed to be sent any more, or staff set it aside.</summary>
    Dropped,

    /// <summary>Given up; staff may queue it again.</summary>
    Dead,
}

/// <summary>Outbox row, written in the transaction that makes the message due. Its text is composed when it is sent.</summary>
public sealed class Notification
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Kind { get; init; }

    /// <summary>Unique, so that queuing the same message twice stores one row.</summary>
    public required string DedupeKey { get; init; }
    public string Channel { get; init; } = "email";

    public required string Recipient
    {
        get;
        init
        {
            field = value;
            RecipientKey = ToRecipientKey(value);
        }
    }

    /// <summary>Lookup key: people spell their address in different ways.</summary>
    public string RecipientKey { get; private init; } = "";
    public Guid? OrderId { get; init; }

    /// <summary>Tag of the language in which it was asked for. An order's mail is in the order's language instead.</summary>
    public string Language { get; init; } = Languages.Language.Current.Tag;
    public MailPriority Priority { get; init; } = MailPriority.Normal;
    public NotificationStatus Status { get; private set; } = NotificationStatus.Pending;
    public int Attempts { get; private set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Set when staff queue a dead message again; the give-up period restarts here.</summary>
    public DateTimeOffset? RequeuedAt { get; private set; }
    public DateTimeOffset? LeaseUntil { get; private set; }
    public string? LeaseOwner { get; private set; }
    public string? Subject { get; private set; }

    /// <summary>As sent, with access links redacted.</summary>
    public string? Content { get; private set; }
    public string? MessageId { get; private set; }
    public string? ServerResponse { get; private set; }
    public string? LastError { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>The trace in which it was queued; null if none is recorded.</summary>
    public string? TraceParent { get; init; }

    public bool IsWaiting => Status is NotificationStatus.Pending or NotificationStatus.Sending;

    /// <summary>Given up, then set aside by staff.</summary>
    public bool IsSetAside => Status == NotificationStatus.Dropped && LastError is not null;

    public static string ToRecipientKey(string recipient) => recipient.ToLowerInvariant();
}
